import type { Section } from './notes.ts';
import { spread } from './race.ts';
import type { Row } from './rows.ts';

const HEADER = ['process', 'median (range)', 'peak memory', 'measured', 'must', 'aim', '', 'the same answer'];

/** All sections as one Markdown table, its columns aligned for people who read it in a terminal. */
export function markdownTable(sections: readonly Section[]): string {
  const lines = sections.flatMap(({ title, rows }) => [
    [`**${title}**`, ...HEADER.slice(1).map(() => '')],
    ...rows.map(cells),
  ]);
  const widths = HEADER.map((name, i) => Math.max(name.length, ...lines.map((line) => line[i]!.length)));
  const written = (line: readonly string[]) =>
    `| ${line.map((cell, i) => cell.padEnd(widths[i]!)).join(' | ')} |`;
  const rule = `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`;
  return [written(HEADER), rule, ...lines.map(written)].join('\n');
}

function cells({ process, raced, judged, agreement }: Row): string[] {
  return [
    process,
    raced ? secondsWords(raced.seconds) : '',
    raced?.first.peakBytes ? `${Math.round(raced.first.peakBytes / 1e6)} MB` : '',
    judged.measured,
    judged.must,
    judged.aim,
    judged.verdict,
    agreement?.words ?? '',
  ];
}

function secondsWords(seconds: readonly number[]): string {
  const { low, median, high } = spread(seconds);
  const digits = median < 1 ? 3 : median < 10 ? 2 : 1;
  return `${median.toFixed(digits)} s (${low.toFixed(digits)}–${high.toFixed(digits)})`;
}
