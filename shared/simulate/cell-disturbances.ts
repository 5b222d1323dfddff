import { MISSING_TOKENS } from '../csv/missing.ts';
import { nearNames } from '../text/near-names.ts';
import type { Disturbance } from './disturbance.ts';
import { SimulationError } from './simulation-error.ts';

/** Empties a share of the cells, drawn at random. */
export function loseValues(column: string, rate: number): Disturbance {
  return {
    column,
    prepare: () => (text, strength, random) => (random.uniform() < rate * strength ? '' : text),
  };
}

/**
 * Two categories trade places, as after a mapping table was mixed up. At half strength half of the rows, drawn
 * at random, have traded. Both must be in the baseline.
 */
export function swapCategories(column: string, one: string, other: string): Disturbance {
  return {
    column,
    prepare: (texts) => {
      const levels = new Set(texts);
      for (const level of [one, other]) if (!levels.has(level)) throw unknownLevel(column, level, levels);
      const partner = new Map([
        [one, other],
        [other, one],
      ]);
      return (text, strength, random) => (random.uniform() < strength ? (partner.get(text) ?? text) : text);
    },
  };
}

/** A category nobody has seen before takes over a share of the cells that hold a value. */
export function addCategory(column: string, level: string, share: number): Disturbance {
  return {
    column,
    prepare: (texts) => {
      if (texts.includes(level)) {
        throw new SimulationError(
          `"${level}" is already a category of "${column}" in the baseline: choose a name it does not have.`,
        );
      }
      return (text, strength, random) =>
        !isMissing(text) && random.uniform() < share * strength ? level : text;
    },
  };
}

/**
 * The column repeats one value: the given one, or, like a sensor that froze, the first it would have had when
 * the disturbance set in. At half strength half of the rows, drawn at random, repeat it.
 */
export function stick(column: string, value?: string): Disturbance {
  return {
    column,
    prepare: () => {
      let stuck = value;
      return (text, strength, random) => {
        if (strength > 0 && !isMissing(text)) stuck ??= text;
        return stuck !== undefined && random.uniform() < strength ? stuck : text;
      };
    },
  };
}

function isMissing(text: string): boolean {
  return text === '' || MISSING_TOKENS.has(text);
}

function unknownLevel(column: string, level: string, levels: ReadonlySet<string>): SimulationError {
  const known = [...levels].filter((known) => !isMissing(known)).sort();
  const near = nearNames(level, known);
  const named = near.length > 0 ? near : known.slice(0, 10);
  return new SimulationError(
    `Column "${column}" has no category "${level}" in the baseline. ` +
      `${near.length > 0 ? 'Near it' : 'It has'}: ${named.map((known) => `"${known}"`).join(', ')}.`,
  );
}
