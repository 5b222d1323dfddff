import type { Clock } from '../../functions/ports.ts';

/** A clock that stands still until it is wound. */
export class FakeClock implements Clock {
  #now: number;

  constructor(start = Date.UTC(2026, 10, 21, 12)) {
    this.#now = start;
  }

  now(): number {
    return this.#now;
  }

  wind(ms: number): void {
    this.#now += ms;
  }

  windTo(time: number): void {
    this.#now = Math.max(this.#now, time);
  }
}
