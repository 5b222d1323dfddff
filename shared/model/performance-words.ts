import { formatCount } from '../report/words/numbers.ts';
import type { EstimatedPerformance } from './estimate-performance.ts';
import type { Interval } from './metrics/interval.ts';

/** What is said of predictions whose answers are known. */
export interface PerformanceInWords {
  readonly rows: number;
  readonly labelled: number;
  readonly foreign: number;
  /** Whether the model learned from rows of this batch. */
  readonly learnedFrom: boolean;
  readonly measured: { readonly accuracy: Interval } | null;
  readonly refusal: string | null;
}

/**
 * @example performanceWords(performance) // 'Accuracy: 0.948 (0.925–0.964), 480 of 500 labelled'
 */
export function performanceWords(performance: PerformanceInWords): string {
  const { rows, labelled, foreign, learnedFrom, measured, refusal } = performance;
  if (refusal !== null) return `Not measured: ${refusal}`;
  const strange =
    foreign === 0 ? '' : `, ${formatCount(foreign)} with an answer that the model does not know`;
  const known = `${formatCount(labelled)} of ${formatCount(rows)} labelled${strange}`;
  if (measured === null) return `Accuracy: not known, ${known}`;
  const { value, low, high } = measured.accuracy;
  const seen = learnedFrom ? '; too good, as the model learned from rows of this batch' : '';
  return `Accuracy: ${figure(value)} (${figure(low)}–${figure(high)}), ${known}${seen}`;
}

/** @example estimateWords(estimated) // 'Accuracy without labels: estimated 0.961; assumes …' */
export function estimateWords({ accuracy, assumes }: EstimatedPerformance): string {
  return `Accuracy without labels: estimated ${figure(accuracy)}; ${assumes}`;
}

/** What is said of a file with labels. */
export interface LabelFileInWords {
  readonly ids: number;
  readonly found: number | null;
  readonly empty: number;
  readonly duplicates: number;
  readonly conflicts: number;
}

/** @example labelFileWords(file) // '500 ids with an answer, 480 of them in scored batches when it came' */
export function labelFileWords({ ids, found, empty, duplicates, conflicts }: LabelFileInWords): string {
  return [
    `${formatCount(ids)} ids with an answer`,
    ...(found === null ? [] : [`${formatCount(found)} of them in scored batches when it came`]),
    ...(empty > 0 ? [`${formatCount(empty)} rows without id or answer`] : []),
    ...(duplicates > 0 ? [`${formatCount(duplicates)} said twice`] : []),
    ...(conflicts > 0 ? [`${formatCount(conflicts)} said otherwise before: the later row counts`] : []),
  ].join(', ');
}

const figure = (share: number): string => share.toFixed(3);
