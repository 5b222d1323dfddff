const DAY = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' });
const DATE = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', year: '2-digit' });
const YEAR_MS = 365 * 24 * 60 * 60_000;

/** Pixels that a date takes, with air. */
const TICK_WIDTH = 90;

/**
 * Dates below things that stand side by side, one a unit, as many as there is room for. O(ticks).
 *
 * @param times of each thing in milliseconds, ascending
 * @param width pixels in all
 */
export function dateTicks(times: readonly number[], width: number) {
  const every = Math.max(1, Math.ceil(times.length / Math.max(2, Math.floor(width / TICK_WIDTH))));
  const ticks = [];
  for (let i = 0; i < times.length; i += every) ticks.push(i + 0.5);
  const format = times.length > 0 && times.at(-1)! - times[0]! > YEAR_MS ? DATE : DAY;
  return { ticks, tickFormat: (place: number) => format.format(times[Math.floor(place)]) };
}
