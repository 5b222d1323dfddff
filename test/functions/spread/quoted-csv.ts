/** A batch with everything that makes cutting it hard, and the baseline that it is compared with. */

const HEADER = 'amount,note,age,rate';

/** Three numbers and a text with quoted line breaks. */
export function quotedCsv(rows: number, { seed = 0, lineBreak = '\n' } = {}): string {
  const lines = Array.from({ length: rows }, (_, i) => {
    const [a, b, c] = [(i * 7) % rows, (i * 11) % rows, (i * 13) % rows].map((value) => value / rows);
    const note = notes[i % notes.length]!.replaceAll('\n', lineBreak);
    // Cells that do not parse, rows that end early, blank lines.
    const amount = i % 211 === 17 ? 'n/k' : String(100 * a! + (seed ? 40 : 0));
    if (i % 307 === 30) return `${amount},${note}`;
    return `${amount},${note},${20 + 60 * b!},${c!}${i % 101 === 5 ? lineBreak : ''}`;
  });
  return `${HEADER}${lineBreak}${lines.join(lineBreak)}${lineBreak}`;
}

const notes = ['plain', '"a, b"', '"two\nlines"', '5" pipe', '"said ""no"""', '""', '"\n\n"', 'größe'];

/**
 * Rows of two cells, of which the second holds lines that are sound rows of four: whoever begins to read in the midst of
 * 250 kB of that takes the wrong lines for rows.
 */
export function trapRows(): string {
  const lines = Array.from({ length: 250 }, (_, k) => `${k % 100},trap,${20 + (k % 60)},0.${k}`).join('\n');
  return `5,"\n${lines}\n"\n`.repeat(60);
}
