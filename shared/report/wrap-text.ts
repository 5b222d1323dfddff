import stringWidth from 'string-width';

interface WrapOptions {
  /** Columns of the terminal. */
  readonly width: number;
  /** Put before the first line. */
  readonly indent: string;
  /** Put before every following line. */
  readonly hanging: string;
}

/** What is read as one: `25 %`, `13.4 → 16.7`, `p < 0.001`, `D = 0.3`. */
const JOINED = / (?=%|→|<|=|rows?\b)|(?<=[→<=>]) /gu;
const JOINER = '\u00a0';

/**
 * Breaks text at spaces so that no line is wider than the terminal, unless a single word is. Widths are those of
 * the screen: ideographs count two columns, colour codes none. O(text).
 *
 * @example wrapText('typical value 13.4 → 16.7', { width: 16, indent: '- ', hanging: '  ' })
 * // ['- typical value', '  13.4 → 16.7']
 */
export function wrapText(text: string, { width, indent, hanging }: WrapOptions): string[] {
  const lines: string[] = [];
  let line = indent;
  let columns = stringWidth(indent);
  let empty = true;
  for (const word of text.replace(JOINED, JOINER).split(' ')) {
    const wordColumns = stringWidth(word);
    if (!empty && columns + 1 + wordColumns > width) {
      lines.push(line);
      line = hanging;
      columns = stringWidth(hanging);
      empty = true;
    }
    line += empty ? word : ` ${word}`;
    columns += wordColumns + (empty ? 0 : 1);
    empty = false;
  }
  lines.push(line);
  return lines.map((l) => l.replaceAll(JOINER, ' '));
}
