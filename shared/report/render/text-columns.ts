/** Text whose characters take one column each: ASCII, Latin, and the signs that reports use. */
const NARROW =
  /^[\u0020-\u007e\u00a0-\u00ac\u00ae-\u02ff\u2010-\u2027\u2190-\u2193\u2212\u221e\u2248\u2264\u2265]*$/;

// Made when they are first needed: Unicode's tables take longer to look up than most reports to render.
/** Ideographs, kana, Hangul, full-width forms, and what is shown as a picture by itself. */
const wide = (): RegExp =>
  /^(?![\u3248-\u324f\uff61-\uffdf])[\p{Emoji_Presentation}\p{Script=Han}\p{Script=Yi}\u1100-\u115f\u2329\u232a\u2e80-\u303e\u3041-\u4dbf\ua490-\ua4c6\ua960-\ua97c\uac00-\ud7a3\ufe10-\ufe19\ufe30-\ufe6b\uff01-\uffe6\u{16fe0}-\u{18dff}\u{1aff0}-\u{1b2ff}\u{1d300}-\u{1d376}]/u;

/** Makes a picture of the character before it. */
const EMOJI_STYLE = '\ufe0f';

const invisible = (): RegExp =>
  /^[\p{Default_Ignorable_Code_Point}\p{Control}\p{Format}\p{Nonspacing_Mark}\p{Enclosing_Mark}]*$/u;

let segmenter: Intl.Segmenter | undefined;

/** What a person sees as one character each. The segmenter takes longer to make than a report to render. */
export function characters(text: string): string[] {
  segmenter ??= new Intl.Segmenter('en');
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}

/**
 * Columns that a text takes on a terminal, two for an ideograph or a picture. O(text).
 *
 * @example textColumns('体温 → 37') // 9
 */
export function textColumns(text: string): number {
  if (NARROW.test(text)) return text.length;
  return characters(text).reduce((columns, character) => columns + columnsOf(character), 0);
}

function columnsOf(character: string): number {
  if (invisible().test(character)) return 0;
  return wide().test(character) || character.includes(EMOJI_STYLE) ? 2 : 1;
}
