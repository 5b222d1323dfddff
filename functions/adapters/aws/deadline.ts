/**
 * Left at the end of an invocation for what must still be done when reading is broken off: giving the claim back
 * and telling the queue when to try again. Without it a file that is cut off stays claimed and hidden for long.
 */
const RESERVE_MS = 20_000;

/** When the invocation under way has to stop reading. One container handles one invocation at a time. */
export class Deadline {
  #signal: AbortSignal | undefined;

  /** @param remainingMs until the invocation is cut off. */
  start(remainingMs: number): void {
    this.#signal = AbortSignal.timeout(Math.max(0, remainingMs - RESERVE_MS));
  }

  get signal(): AbortSignal | undefined {
    return this.#signal;
  }
}
