/**
 * One reading of a batch by many: the claim on the file is its, as long as that is running and at this try. Everything
 * else that it goes by is in the claim.
 */
export interface SpreadRun {
  readonly claim: string;
  readonly tries: number;
}

/** Starts readings by many. */
export interface Spread {
  /** A batch of more bytes is not read by one. */
  readonly aboveBytes: number;
  /** Starts a run; started already, it goes on as it is. */
  start(run: SpreadRun): Promise<void>;
}

/** What a reading by many is held to. */
export interface SpreadLimits {
  /** Longest time from its start, in milliseconds. */
  readonly timeMs: number;
  /** What it may cost by the estimate (`estimate.ts`). */
  readonly dollars: number;
  /** Bytes of which the file's digest is made, each by itself; ranges are cut there. */
  readonly partBytes: number;
}
