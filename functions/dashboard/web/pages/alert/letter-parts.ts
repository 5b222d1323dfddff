import { safeText } from '../../../../../shared/text/safe-text.ts';

/** A piece of a line: plain words, or a link. */
export interface LetterPart {
  readonly words: string;
  /** Where it leads; null for words. */
  readonly href: string | null;
}

/** As alerts write them: an address ends where a space, a quote or a bracket begins. */
const ADDRESS = /https?:\/\/[^\s"'<>()]+[^\s"'<>().,;:!?]/g;

/**
 * A line of an alert with the addresses of our own pages as links. What else looks like one may be quoted from a
 * file, and stays words. O(line).
 *
 * @param origin ours, such as `http://127.0.0.1:4870`
 * @example letterParts('See https://a.example/x.', 'https://a.example') // words, link, words
 */
export function letterParts(line: string, origin: string): LetterPart[] {
  const parts: LetterPart[] = [];
  let from = 0;
  for (const { 0: address, index } of line.matchAll(ADDRESS)) {
    if (!address.startsWith(`${origin}/`)) continue;
    parts.push({ words: safeText(line.slice(from, index)), href: null });
    parts.push({ words: safeText(address), href: address.slice(origin.length) });
    from = index + address.length;
  }
  parts.push({ words: safeText(line.slice(from)), href: null });
  return parts.filter(({ words }) => words !== '');
}
