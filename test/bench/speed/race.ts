import type { Contender, FirstRun } from './contender.ts';
import { secondsOf } from './run-process.ts';

export interface Raced {
  readonly name: string;
  readonly first: FirstRun;
  /** Wall-clock seconds of the whole process, one for each round. */
  readonly seconds: readonly number[];
}

/**
 * Runs processes in turn, round after round, each round beginning with another one: what slows the machine down for a
 * while slows all of them, and none always comes after the same.
 */
export function race(contenders: readonly Contender[], rounds: number): Raced[] {
  const firsts = contenders.map((contender) => contender.firstRun());
  const seconds = contenders.map((): number[] => []);
  for (let round = 0; round < rounds; round++) {
    for (let turn = 0; turn < contenders.length; turn++) {
      const i = (round + turn) % contenders.length;
      seconds[i]!.push(secondsOf(contenders[i]!.command));
    }
  }
  return contenders.map(({ name }, i) => ({ name, first: firsts[i]!, seconds: seconds[i]! }));
}

/** A figure of every round, summed up. */
export interface Spread {
  readonly low: number;
  readonly median: number;
  readonly high: number;
}

/** Least, median and greatest of at least one value. */
export function spread(values: readonly number[]): Spread {
  const ascending = values.toSorted((a, b) => a - b);
  const middle = (ascending.length - 1) / 2;
  return {
    low: ascending[0]!,
    median: (ascending[Math.floor(middle)]! + ascending[Math.ceil(middle)]!) / 2,
    high: ascending.at(-1)!,
  };
}

/** Round by round, how many times as long the other took. */
export function timesFaster(ours: Raced, other: Raced): Spread {
  return spread(ours.seconds.map((seconds, round) => other.seconds[round]! / seconds));
}

/** Round by round, how many milliseconds more than the other. */
export function millisecondsMore(ours: Raced, other: Raced): Spread {
  return spread(ours.seconds.map((seconds, round) => 1000 * (seconds - other.seconds[round]!)));
}
