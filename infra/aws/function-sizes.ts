import { Duration } from 'aws-cdk-lib';
import type { QueueName } from '../../functions/queues.ts';

/** What a monitor consists of: all but `sweep` consume the queue of the same name. */
export type MonitorFunctionName = QueueName | 'sweep';

/** Each has a folder under `dist/functions/`. */
export type FunctionName = MonitorFunctionName | 'spread' | 'dashboard';

interface Size {
  /** Memory in MB; CPU grows with it, one whole CPU at 1,769 MB. */
  readonly memory: number;
  readonly timeout: Duration;
}

interface ConsumerSize extends Size {
  /**
   * Messages worked on at once. A new account may run ten functions at a time, and deliveries that find no room
   * count towards the dead letters, so the sum stays near that. The least that SQS allows is 2.
   */
  readonly concurrency: number;
}

export const SIZES = {
  // Waits for the network: a third of a CPU keeps cold starts below a second.
  settings: { memory: 512, timeout: Duration.minutes(1), concurrency: 2 },
  // One thread that reads as fast as a CPU allows, so one whole CPU. A baseline of 60 million cells (the limit) peaked
  // at 660 MB, a batch against a profile of 4 million values (the limit) at 410 MB. Files of many gigabytes need the
  // longest timeout there is.
  baseline: { memory: 1769, timeout: Duration.minutes(15), concurrency: 2 },
  detect: { memory: 1769, timeout: Duration.minutes(15), concurrency: 5 },
  // Holds the rows that it learns from: 20,000 of them unless the settings say otherwise.
  train: { memory: 1769, timeout: Duration.minutes(15), concurrency: 2 },
  // Holds ids and answers of two million rows (the limit), 740 MB, beside their profile; no account is too new for 3,008
  // MB. Nineteen fits on 20,000 rows of 30 columns took 3 s (logistic regression), 14 s (trees) and 74 s (trees, seven
  // classes), and 250 MB.
  retrain: { memory: 3008, timeout: Duration.minutes(15), concurrency: 2 },
  // Streams, as detect does, and writes a line a row.
  predict: { memory: 1769, timeout: Duration.minutes(15), concurrency: 2 },
  // Reads batches and files with answers, and holds the ids and answers of one of each.
  labels: { memory: 1769, timeout: Duration.minutes(15), concurrency: 2 },
  // Short: a message cut off holds up its monitor for six timeouts.
  decide: { memory: 512, timeout: Duration.minutes(1), concurrency: 5 },
  // Ends before the next one begins.
  sweep: { memory: 512, timeout: Duration.minutes(4) },
  // Reads one range of a large batch as detect does, or merges tallies of some: those against a profile of 4 million values
  // (the limit), 104 MB each, peaked at 930 MB.
  spread: { memory: 1769, timeout: Duration.minutes(15) },
  // Somebody waits, and a preview of settings judges batches again: a whole CPU. An HTTP API waits no longer than 30 s.
  dashboard: { memory: 1769, timeout: Duration.seconds(29) },
} as const satisfies Record<QueueName, ConsumerSize> & Record<'sweep' | 'spread' | 'dashboard', Size>;

export const FUNCTION_NAMES = Object.keys(SIZES) as FunctionName[];

export const MONITOR_FUNCTION_NAMES = FUNCTION_NAMES.filter(
  (name) => name !== 'spread' && name !== 'dashboard',
);

/** `detect` → `Detect`, for construct ids. */
export const capitalize = (name: string): string => `${name[0]?.toUpperCase()}${name.slice(1)}`;
