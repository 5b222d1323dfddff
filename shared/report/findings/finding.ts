import { showLevel } from '../../text/safe-text.ts';
import type { Finding } from '../report.ts';
import { formatCount } from '../words/numbers.ts';

/** Names listed in one finding; the rest are counted. */
const NAMES_MAX = 20;

/** Something that can make the verdict, or the model, wrong. */
export const problem = (code: Finding['code'], column: string | null, message: string): Finding => ({
  code,
  severity: 'problem',
  column,
  message,
});

/** Something worth knowing that changes nothing. */
export const notice = (code: Finding['code'], column: string | null, message: string): Finding => ({
  code,
  severity: 'notice',
  column,
  message,
});

/** A name or value from somebody's file, cut to a readable length and without characters that act. */
export const quote = showLevel;

/** Names in quotes, the first twenty. */
export function listed(names: readonly string[]): string {
  const shown = names.slice(0, NAMES_MAX).map(quote).join(', ');
  return names.length > NAMES_MAX ? `${shown} and ${formatCount(names.length - NAMES_MAX)} more` : shown;
}
