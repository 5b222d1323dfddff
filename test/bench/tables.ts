import { estimateShare } from './confidence.ts';
import { type CleanFigures, criteria } from './criteria.ts';
import type { PowerResult } from './power-run.ts';

const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
const grouped = (n: number) => n.toLocaleString('en-US');

/** Shares of clean batches that alarm, a row for each configuration. */
export function cleanTable(figures: readonly CleanFigures[]): string {
  const rows = figures.map((f) => [
    f.scenario,
    grouped(f.baselineRows),
    grouped(f.rows),
    grouped(f.tried),
    percent(f.alarms.share),
    `${percent(f.alarms.low)} – ${percent(f.alarms.high)}`,
    percent(f.unluckyBaseline),
    f.plain ? percent(f.plain.share) : 'no numbers',
    percent(f.insufficient),
    criteria(f).join('; '),
  ]);
  return formatColumns(
    [
      'scenario',
      'baseline',
      'batch',
      'tried',
      'alarms',
      '99 % bounds',
      'unlucky',
      'plain rule',
      'insufficient',
      '',
    ],
    rows,
  );
}

/** Shares of batches in which a drift of known size was found. */
export function powerTable(results: readonly PowerResult[]): string {
  const rows = results.map((r) => {
    const found = r.size === null ? null : estimateShare(r.found, r.batches);
    return [
      r.levels === 0 ? r.drift : `${r.drift}, ${r.levels}`,
      grouped(r.baselineRows),
      grouped(r.rows),
      r.why,
      r.size === null ? 'none possible' : r.size.toFixed(3),
      found ? percent(found.share) : '',
      found ? `${percent(found.low)} – ${percent(found.high)}` : '',
    ];
  });
  const header = ['drift of one feature', 'baseline', 'batch', 'why', 'size', 'found', '99 % bounds'];
  return formatColumns(header, rows);
}

/** Text in columns: the first to the left, the others to the right. */
export function formatColumns(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [header, ...rows];
  const widths = header.map((_, i) => Math.max(...all.map((row) => row[i]!.length)));
  return all
    .map((row) =>
      row
        .map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
