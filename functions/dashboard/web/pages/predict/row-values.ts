import { formatNumberPair, formatShare } from '../../../../../shared/report/words/numbers.ts';
import { showLevel } from '../../../../../shared/text/safe-text.ts';
import type { BodyOf } from '../../../wire/endpoint.ts';
import type { PredictInput, predict } from '../../../wire/predict.ts';

/** As many levels as the API lists. */
export const LEVELS_LISTED_MAX = 100;

/** What was typed for each input, by its name; empty is missing. */
export type RowValues = ReadonlyMap<string, string>;

/** What is usual: the median, or the most frequent level. A reader then changes what matters to them. */
export function usualValues(inputs: readonly PredictInput[]): RowValues {
  return new Map(inputs.map((input) => [input.name, usualOf(input)]));
}

function usualOf({ range, levels }: PredictInput): string {
  return range === null ? (levels[0]?.value ?? '') : String(Number(range.typical.toPrecision(6)));
}

/** The row as the API takes it. */
export function rowOf(
  inputs: readonly PredictInput[],
  values: RowValues,
): Extract<BodyOf<typeof predict>, { row: unknown }> {
  return {
    row: inputs.map(({ name }) => {
      const text = values.get(name) ?? '';
      return { name, value: text.trim() === '' ? null : text };
    }),
  };
}

/** What the baseline has of an input: a sentence without its full stop. */
export function usualWords({ range, levels, missing }: PredictInput): string {
  const absent = missing > 0 ? `; missing in ${formatShare(missing)} of the rows` : '';
  if (range !== null) {
    const [low, high] = formatNumberPair(range.low, range.high);
    return `${low} to ${high}${absent}`;
  }
  const [first] = levels;
  if (first === undefined) return 'Not in the baseline';
  return `Mostly ${showLevel(first.value)} (${formatShare(first.share)})${absent}`;
}

/**
 * What to know of a value before believing a prediction that rests on it; null where there is nothing.
 *
 * @example noteOf(age, '140') // 'More than the model has seen: a prediction is a guess there.'
 */
export function noteOf({ range, levels }: PredictInput, given: string): string | null {
  if (given.trim() === '') return 'Left empty: taken as missing.';
  if (range === null) {
    const known = levels.some(({ value }) => value === given);
    // A list this long is cut off, and its rest is known to the model all the same.
    return known || levels.length >= LEVELS_LISTED_MAX ? null : 'The model has never seen this value.';
  }
  const value = Number(given);
  if (Number.isNaN(value)) return 'No number: taken as missing.';
  if (value > range.high) return 'More than the model has seen: a prediction is a guess there.';
  if (value < range.low) return 'Less than the model has seen: a prediction is a guess there.';
  return null;
}
