import { keepTogether, NO_BREAK_SPACE } from '../words/line-breaks.ts';
import { characters, textColumns } from './text-columns.ts';

interface WrapOptions {
  /** Columns of the terminal. */
  readonly width: number;
  /** Put before the first line. */
  readonly indent: string;
  /** Put before every following line. */
  readonly hanging: string;
}

/**
 * Breaks text at spaces so that no line is wider than the terminal, and inside a word only where it alone is wider
 * than a line. Widths are those of the screen: ideographs count two columns. O(text).
 *
 * @example wrapText('typical value 13.4 → 16.7', { width: 16, indent: '- ', hanging: '  ' })
 * // ['- typical value', '  13.4 → 16.7']
 */
export function wrapText(text: string, { width, indent, hanging }: WrapOptions): string[] {
  const room = Math.max(1, width - Math.max(textColumns(indent), textColumns(hanging)));
  const lines: string[] = [];
  let line = '';
  for (const word of keepTogether(text)
    .split(' ')
    .flatMap((w) => pieces(w, room))) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && textColumns(longer) > room) {
      lines.push(line);
      line = word;
    } else {
      line = longer;
    }
  }
  lines.push(line);
  return lines.map((l, i) => `${i === 0 ? indent : hanging}${l.replaceAll(NO_BREAK_SPACE, ' ')}`);
}

/** A word that fits, or its parts: first at the spaces that were to be kept together, then anywhere. */
function pieces(word: string, room: number): string[] {
  if (textColumns(word) <= room) return [word];
  const parts = word.split(NO_BREAK_SPACE);
  if (parts.length > 1) return parts.flatMap((part) => pieces(part, room));
  const cut: string[] = [''];
  for (const character of characters(word)) {
    const last = cut[cut.length - 1]!;
    if (last !== '' && textColumns(last + character) > room) cut.push(character);
    else cut[cut.length - 1] = last + character;
  }
  return cut;
}
