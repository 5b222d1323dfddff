import type { Clock } from '../../functions/ports.ts';

/** A clock that stands still until it is moved on: weeks pass in no time. */
export class SimulatedClock implements Clock {
  #now: number;

  /** @param start milliseconds since 1970 */
  constructor(start: number) {
    this.#now = start;
  }

  now(): number {
    return this.#now;
  }

  /** Never goes back. */
  moveTo(time: number): void {
    this.#now = Math.max(this.#now, time);
  }

  pass(ms: number): void {
    this.#now += ms;
  }
}
