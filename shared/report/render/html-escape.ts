import { safeText } from '../../text/safe-text.ts';

/** Text that is markup already. Only the template `html` and `trustedMarkup` make it, so the rest gets escaped. */
export class Markup {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
  toString(): string {
    return this.text;
  }
}

/** What may stand in a template: text and numbers are escaped, markup is not, lists are joined, the rest is left out. */
export type Content = Markup | string | number | null | undefined | false | readonly Content[];

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/**
 * Untrusted text for HTML, SVG or XML, element content and quoted attributes alike: markup characters as entities,
 * control and direction characters written out.
 *
 * @example escapeMarkup('<b>"x"') // '&lt;b&gt;&quot;x&quot;'
 */
export function escapeMarkup(text: string): string {
  return safeText(text).replace(/[&<>"']/g, (c) => ENTITIES[c]!);
}

/**
 * HTML (or SVG) from a template whose every hole is escaped.
 *
 * @example html`<p title="${name}">${names.map((n) => html`<b>${n}</b>`)}</p>`.text
 */
export function html(strings: TemplateStringsArray, ...holes: readonly Content[]): Markup {
  return new Markup(strings.reduce((text, part, i) => text + asMarkup(holes[i - 1]) + part));
}

/** Our own constants, such as a style sheet. Never anything that came from a file. */
export function trustedMarkup(text: string): Markup {
  return new Markup(text);
}

function asMarkup(content: Content): string {
  if (content instanceof Markup) return content.text;
  if (typeof content === 'string') return escapeMarkup(content);
  if (typeof content === 'number') return String(content);
  return Array.isArray(content) ? content.map(asMarkup).join('') : '';
}
