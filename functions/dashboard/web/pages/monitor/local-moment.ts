const MINUTE_MS = 60_000;

/**
 * A moment as an input of type `datetime-local` has it, in the reader's own time.
 *
 * @example localMoment(Date.now()) // '2026-11-22T01:20'
 */
export function localMoment(ms: number): string {
  const shifted = ms - new Date(ms).getTimezoneOffset() * MINUTE_MS;
  return new Date(shifted).toISOString().slice(0, 16);
}

/** Back to milliseconds; null for what is no moment. */
export function momentOf(text: string): number | null {
  const ms = new Date(text).getTime();
  return Number.isNaN(ms) ? null : ms;
}
