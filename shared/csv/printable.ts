const CUT_CHARS = 60;

/** Control characters, line and paragraph separators, marks that reorder or hide text, lone surrogates. */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/**
 * Untrusted text made safe to show on a terminal, in an e-mail or in a log: whatever moves a cursor, breaks a
 * line, reverses or hides text is written as `\u{…}`, and the whole is cut to `max` characters.
 *
 * @example printable('a\u001b[2Jb') // 'a\\u{1b}[2Jb'
 */
export function printable(text: string, max: number = CUT_CHARS): string {
  const cut = text.length > max ? `${text.slice(0, max)}…` : text;
  return cut.replace(UNSAFE, (c) => `\\u{${c.codePointAt(0)!.toString(16)}}`);
}
