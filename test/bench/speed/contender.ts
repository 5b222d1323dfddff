import type { Command } from './run-process.ts';

/** The two files of a case, and the columns that are not to be tested. */
export interface Files {
  readonly baseline: string;
  readonly production: string;
  readonly ignored: readonly string[];
}

/** Statistic and p-value by column; null for what a tool does not publish. */
export type Answer = ReadonlyMap<string, readonly [statistic: number | null, pValue: number | null]>;

/** One of the processes that run against each other. */
export interface Contender {
  readonly name: string;
  readonly command: Command;
  /** Runs it once outside of the measurement: warms the disk's cache, and says what it answers. */
  firstRun(): FirstRun;
}

export interface FirstRun {
  /** The largest resident set of the process, of its threads too; null where it is not asked. */
  readonly peakBytes: number | null;
  readonly answer: Answer | null;
  /** As `pandas 3.1.1`. */
  readonly versions: readonly string[];
}
