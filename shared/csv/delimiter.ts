/** The delimiters that are recognised, the likeliest first. */
const DELIMITERS = [',', ';', '\t', '|'] as const;
export type Delimiter = (typeof DELIMITERS)[number];

const SAMPLE_ROWS = 20;
const SEPARATOR_LINE = /^"?sep=([,;\t|])"?(?:\r\n|\n|\r)/i;

/**
 * The delimiter that a first line such as `sep=;` declares, which spreadsheets write and hide, and the length of
 * that line; `null` when the file has none.
 */
export function separatorLine(start: string): { delimiter: Delimiter; bytes: number } | null {
  const match = SEPARATOR_LINE.exec(start);
  return match === null ? null : { delimiter: match[1] as Delimiter, bytes: match[0].length };
}

/**
 * Delimiter of a file from its beginning: of the candidates that stand in the header outside quotes, the one
 * whose count in the first rows most often equals the header's (or is one less: a trailing delimiter in the
 * header only); then the one that the header has most of; then the order of `DELIMITERS`. A file with none of
 * them has one column, and `,` is as good as any.
 *
 * `complete` says that `start` is the whole file; otherwise its last row may be cut off and does not count,
 * unless it is the header.
 */
export function detectDelimiter(start: string, complete: boolean): Delimiter {
  let best: Delimiter = ',';
  let bestShare = -1;
  let bestCount = 0;
  for (const delimiter of DELIMITERS) {
    const [header = 0, ...rows] = delimiterCounts(start, delimiter, complete);
    if (header === 0) continue;
    const agreeing = rows.filter((count) => count === header || (count > 0 && count === header - 1)).length;
    const share = rows.length === 0 ? 0 : agreeing / rows.length;
    if (share > bestShare || (share === bestShare && header > bestCount)) {
      best = delimiter;
      bestShare = share;
      bestCount = header;
    }
  }
  return best;
}

/** Delimiters outside quotes in each of the first rows that are not blank. */
function delimiterCounts(text: string, delimiter: Delimiter, complete: boolean): number[] {
  const counts: number[] = [];
  let count = 0;
  let quoted = false;
  let blank = true;
  let atCellStart = true;
  for (let i = 0; i < text.length && counts.length <= SAMPLE_ROWS; i++) {
    const c = text[i]!;
    if (quoted) {
      if (c === '"') quoted = false;
    } else if (c === '\n' || c === '\r') {
      if (!blank) counts.push(count);
      // No candidate, whatever the rows have.
      if (counts[0] === 0) return counts;
      count = 0;
      blank = true;
      atCellStart = true;
    } else if (c === delimiter) {
      count++;
      blank = false;
      atCellStart = true;
    } else if (c === '"' && atCellStart) {
      quoted = true;
      blank = false;
      // A doubled quote closes and opens again at once.
      atCellStart = true;
    } else if (c !== ' ' && c !== '\t') {
      blank = false;
      atCellStart = false;
    }
  }
  if (!blank && counts.length <= SAMPLE_ROWS && (complete || counts.length === 0)) counts.push(count);
  return counts;
}
