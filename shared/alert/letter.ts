import { safeText } from '../text/safe-text.ts';

/** A plain-text e-mail: what happened, then headed paragraphs. */
export interface Letter {
  readonly subject: string;
  readonly opening: string;
  readonly sections: readonly { readonly heading: string; readonly lines: readonly string[] }[];
}

/** The letter as text, with where to look and the id at its end. */
export function letterText(letter: Letter, where: string, id: string): string {
  const sections = letter.sections.map(
    ({ heading, lines }) => `${heading}\n${lines.map((line) => `  ${safeText(line)}`).join('\n')}`,
  );
  const closing = `Alert ${id}. The same id twice is the same alert.`;
  return [safeText(letter.opening), ...sections, `Where to look\n  ${safeText(where)}`, closing].join('\n\n');
}

/** `2026-11-21 12:00 UTC` */
export function showTime(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

/** `june.csv` of `production/churn/june.csv`. */
export function fileName(key: string): string {
  return key.slice(key.lastIndexOf('/') + 1);
}
