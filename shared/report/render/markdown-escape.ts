import { safeText, showName } from '../../text/safe-text.ts';

/**
 * Everything Markdown, GitHub's autolinks and formulas, and inline HTML give a meaning to; underscores only where
 * they could start or end emphasis.
 */
const MEANINGFUL = /[\\`*[\]<>#|~&$]|(?<![a-z0-9])_+|_+(?![a-z0-9])|:(?=\/\/)|(?<=www)\./gi;

const NAMED: Readonly<Record<string, string>> = { '<': '&lt;', '>': '&gt;', '&': '&amp;' };

/**
 * Untrusted text inside a line or table cell of Markdown. Entities, unlike backslashes, hold in tables and inside
 * HTML alike. An invisible character after `@` and `#` keeps GitHub from notifying people and linking issues.
 *
 * @example escapeMarkdown('a|b') // 'a&#124;b'
 */
export function escapeMarkdown(text: string): string {
  return safeText(text)
    .replace(MEANINGFUL, (found) => Array.from(found, entity).join(''))
    .replace(/@|&#35;/g, (found) => `${found}&#8203;`);
}

const entity = (c: string) => NAMED[c] ?? `&#${c.charCodeAt(0)};`;

/**
 * A name as code: as a code span when it can stand in one, otherwise as an HTML element full of entities.
 *
 * @example markdownCode('radius_mean') // '`radius_mean`'
 */
export function markdownCode(name: string): string {
  const text = showName(name);
  return /[`|\\]/.test(text) || text !== text.trim() ? `<code>${escapeMarkdown(text)}</code>` : `\`${text}\``;
}
