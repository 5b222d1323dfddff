import type { BatchAccuracy } from './watch-stream.ts';

const CHART_CHARS = 36;
const LABEL_CHARS = 10;
const NOTE_CHARS = 9;
const FIGURE_CHARS = 11;
const NEVER = '○';
const DRIFTLINE = '●';

/**
 * A table with a line of a chart in each row: how many predictions were right, with Driftline and of the first model.
 *
 * @param batch what a row is called: `week`
 */
export function accuracyChart(batch: string, batches: readonly BatchAccuracy[]): string {
  const values = batches.flatMap(({ withDriftline, neverRetrained }) => [withDriftline, neverRetrained]);
  const from = Math.floor(Math.min(...values) * 10) / 10;
  const place = (share: number) => Math.round(((share - from) / (1 - from)) * (CHART_CHARS - 1));
  const rows = batches.map((one, i) => {
    const { withDriftline, neverRetrained } = one;
    return [
      `${batch} ${i + 1}`.padEnd(LABEL_CHARS),
      noteOf(one).padEnd(NOTE_CHARS),
      percent(neverRetrained).padStart(FIGURE_CHARS),
      percent(withDriftline).padStart(FIGURE_CHARS),
      '  ',
      line(place(neverRetrained), place(withDriftline)),
    ].join('');
  });
  const margin = ' '.repeat(LABEL_CHARS + NOTE_CHARS);
  const scale = `${percent(from, 0)}${percent(1, 0).padStart(CHART_CHARS - percent(from, 0).length)}`;
  return [
    `${margin}${`never ${NEVER}`.padStart(FIGURE_CHARS)}${`with ${DRIFTLINE}`.padStart(FIGURE_CHARS)}`,
    `${margin}${'retrained'.padStart(FIGURE_CHARS)}${'Driftline'.padStart(FIGURE_CHARS)}  ${scale}`,
    ...rows,
  ].join('\n');
}

function noteOf({ drifted, promoted }: BatchAccuracy): string {
  if (promoted) return 'promoted';
  return drifted ? 'drift' : '';
}

/** Both marks, and a line between them; one mark where they fall together. */
function line(never: number, driftline: number): string {
  const chars = Array.from({ length: CHART_CHARS }, (_, at) => {
    if (at === driftline) return DRIFTLINE;
    if (at === never) return NEVER;
    return at > Math.min(never, driftline) && at < Math.max(never, driftline) ? '─' : ' ';
  });
  return chars.join('').trimEnd();
}

/**
 * The means since the first drifting batch, and since the batch after the first promotion.
 *
 * @example means('week', batches)
 * // ['Weeks 5 to 10, since the drift began: 62.3 % never retrained, 70.0 % with Driftline.', …]
 */
export function means(batch: string, batches: readonly BatchAccuracy[]): string[] {
  const plural = batch === 'week' ? 'Weeks' : 'Batches';
  const sentence = (first: number, why: string) => {
    const some = batches.slice(first);
    const mean = (of: 'withDriftline' | 'neverRetrained') =>
      percent(some.reduce((sum, one) => sum + one[of], 0) / some.length);
    return `${plural} ${first + 1} to ${batches.length}, ${why}: ${mean('neverRetrained')} right never retrained, ${mean('withDriftline')} with Driftline.`;
  };
  const drift = batches.findIndex(({ drifted }) => drifted);
  const promotion = batches.findIndex(({ promoted }) => promoted);
  return [
    ...(drift === -1 ? [] : [sentence(drift, 'since the drift began')]),
    ...(promotion === -1 ? [] : [sentence(promotion + 1, 'since the first promotion')]),
  ];
}

const percent = (share: number, decimals = 1): string => `${(share * 100).toFixed(decimals)} %`;
