/**
 * Names, levels and messages come from other people's files. Shown as they are, a column name could move the
 * cursor, recolour the terminal or turn the text around it from right to left.
 */

/**
 * Controls (C0, C1, DEL), line and paragraph separators, bidirectional marks and overrides, zero-width space,
 * byte order mark, noncharacters, interlinear and tag characters, lone surrogates. The joiners U+200C and U+200D stay: Persian
 * words and emoji are spelled with them.
 */
const UNSAFE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
  /[\u0000-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff\u{e0000}-\u{e007f}\ud800-\udfff]/gu;

/**
 * The text with every character that could act on its surroundings written out, as in `\u001b`.
 *
 * @example safeText('a\u001b[31mb') // 'a\\u001b[31mb'
 */
export function safeText(text: string): string {
  return text.replace(UNSAFE, (c) => {
    if (c === '\n') return '\\n';
    if (c === '\t') return '\\t';
    if (c === '\r') return '\\r';
    const code = c.codePointAt(0)!.toString(16);
    return code.length > 4 ? `\\u{${code}}` : `\\u${code.padStart(4, '0')}`;
  });
}

/** Longest name of a feature or level in running text; the JSON document has it whole. */
const NAME_CHARS_MAX = 60;

/**
 * Safe text of at most `max` code points, the end cut off with an ellipsis. O(text).
 *
 * @example shorten('abcdef', 4) // 'abc…'
 */
export function shorten(text: string, max: number = NAME_CHARS_MAX): string {
  const points = Array.from(safeText(text));
  return points.length <= max ? points.join('') : `${points.slice(0, max - 1).join('')}…`;
}

/** Longest message shown: a finding may quote a name as long as a cell. */
const MESSAGE_CHARS_MAX = 500;

/** A hint or finding, which may quote the data: safe and of bounded length. */
export function showMessage(message: string): string {
  return shorten(message, MESSAGE_CHARS_MAX);
}

/** A feature's name for running text: safe, of bounded length, never invisible. */
export function showName(name: string): string {
  return name.trim() === '' ? `"${safeText(name)}"` : shorten(name);
}

/** A level in quotes, so that an empty or blank-looking one can be seen. */
export function showLevel(level: string): string {
  return `"${shorten(level)}"`;
}
