import type { ReadNotice } from '../../csv/blocks.ts';
import type { Finding } from '../report.ts';
import { notice } from './finding.ts';

/** Notices about a file rather than about a column of the baseline: whose file it was has to be said. */
const ABOUT_A_FILE: ReadonlySet<ReadNotice['code']> = new Set([
  'short-rows',
  'unnamed-column',
  'invalid-utf8',
  'trailing-delimiter',
  'nested-column-left-out',
]);

/** How both files were read. */
export function readingFindings(baseline: readonly ReadNotice[], current: readonly ReadNotice[]): Finding[] {
  const inBoth = new Set(baseline.map(({ message }) => message));
  const again = new Set(current.map(({ message }) => message).filter((message) => inBoth.has(message)));
  return [
    ...baseline.map((one) => toFinding(one, again.has(one.message) ? 'Both files' : 'Baseline')),
    ...current.filter(({ message }) => !again.has(message)).map((one) => toFinding(one, 'Production')),
  ];
}

function toFinding({ code, column, message }: ReadNotice, file: string): Finding {
  return notice(code, column ?? null, ABOUT_A_FILE.has(code) ? `${file}: ${message}` : message);
}
