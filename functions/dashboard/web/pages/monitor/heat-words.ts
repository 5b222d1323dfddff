import { formatCount, formatShare } from '../../../../../shared/report/words/numbers.ts';
import { shorten, showName } from '../../../../../shared/text/safe-text.ts';
import { ABSENT, type HeatBatch, type HeatGrid, type HeatRow } from '../../charts/heat-map/heat-grid.ts';

const DAY = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' });

export const dayOf = (ms: number): string => DAY.format(ms);

/** @example changeWords(230, true) // '23 %, drifted' */
export function changeWords(thousandths: number, drifted: boolean): string {
  if (thousandths === ABSENT) return 'not there';
  return `${formatShare(thousandths / 1000)}${drifted ? ', drifted' : ''}`;
}

/** A cell in a sentence. */
export function cellWords(row: HeatRow, column: number, batch: HeatBatch): string {
  const change = changeWords(row.change[column] ?? ABSENT, row.drifted[column] === 1);
  return `${showName(row.feature)} in ${shorten(batch.name)}, ${dayOf(batch.uploaded)}: ${change}.`;
}

/** What the whole map says, for those who cannot see it. */
export function mapWords({ rows, batches }: HeatGrid): string {
  const drifted = rows.filter(({ driftedIn }) => driftedIn > 0);
  const [most] = [...drifted].sort((a, b) => b.driftedIn - a.driftedIn);
  const size = `How much each of ${formatCount(rows.length)} features changed in each of ${formatCount(batches.length)} batches.`;
  if (most === undefined) return `${size} None drifted in any.`;
  return `${size} ${formatCount(drifted.length)} drifted at least once, most often ${showName(most.feature)}: in ${formatCount(most.driftedIn)}.`;
}
