import { formatNumber, formatShare } from '../../../../../shared/report/words/numbers.ts';
import type { Performance } from '../../../wire/performance.ts';
import type { PerformancePoint } from '../../charts/performance-lines.tsx';
import { dayOf } from './heat-words.ts';

export type Metric = 'accuracy' | 'rocAuc' | 'logLoss';

/** What can be looked at, and what it means in a sentence. */
export const METRICS: Readonly<Record<Metric, { readonly name: string; readonly meaning: string }>> = {
  accuracy: {
    name: 'Accuracy',
    meaning: 'The share of predictions that were right.',
  },
  rocAuc: {
    name: 'ROC AUC',
    meaning:
      'How well the model ranks: the chance that it gives a case the higher score for its true class. 0.5 is guessing, 1 is perfect.',
  },
  logLoss: {
    name: 'Log loss',
    meaning:
      'How far the probabilities were from what happened: lower is better. It punishes being surely wrong.',
  },
};

/** True and estimated performance, oldest batch first. */
export interface PerformanceOverTime {
  readonly points: readonly PerformancePoint[];
  /** Of the batches, in milliseconds. */
  readonly times: readonly number[];
}

/** A metric of every batch and model. O(predictions). */
export function performanceOverTime(
  newestFirst: readonly Performance[],
  metric: Metric,
): PerformanceOverTime {
  const places = new Map<string, number>();
  const times: number[] = [];
  const points: PerformancePoint[] = [];
  for (const { batchId, uploaded, model, measured, estimated } of [...newestFirst].reverse()) {
    let place = places.get(batchId);
    if (place === undefined) {
      place = times.length;
      places.set(batchId, place);
      times.push(uploaded);
    }
    points.push({
      ...{ place, model },
      measured: measured?.[metric] ?? null,
      estimated: metric === 'logLoss' ? null : (estimated?.[metric] ?? null),
    });
  }
  return { points, times };
}

/** How a figure of a metric is written: what is a share, in percent. */
export const FORMATS: Readonly<Record<Metric, (value: number) => string>> = {
  accuracy: formatShare,
  rocAuc: formatNumber,
  logLoss: formatNumber,
};

/**
 * What the picture shows, in words.
 *
 * @example performanceWords(overTime, 'accuracy') // 'Accuracy was 77 % on Jan 21, 2027, by the newest labels; at worst 60 % on Dec 24, 2026.'
 */
export function performanceWords({ points, times }: PerformanceOverTime, metric: Metric): string {
  const { name } = METRICS[metric];
  const measured = points.flatMap(({ place, measured: of }) => (of === null ? [] : [{ place, ...of }]));
  const last = measured.at(-1);
  const say = ({ value, place }: { value: number; place: number }) =>
    `${FORMATS[metric](value)} on ${dayOf(times[place] ?? 0)}`;
  if (last === undefined) {
    const estimated = points.flatMap(({ place, estimated: value }) =>
      value === null ? [] : [{ place, value }],
    );
    const guess = estimated.at(-1);
    if (guess === undefined) return `${name} is not known: no labels have come.`;
    return `${name} is estimated at ${say(guess)}; no labels have come to measure it.`;
  }
  const worst = measured.reduce((a, b) =>
    (metric === 'logLoss' ? b.value > a.value : b.value < a.value) ? b : a,
  );
  const low = worst.place === last.place ? '' : `; at worst ${say(worst)}`;
  return `${name} was ${say(last)}, by the newest labels${low}.`;
}
