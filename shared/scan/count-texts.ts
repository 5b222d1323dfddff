import type { ScannedTexts } from './scanned-block.ts';

/** Rows of each text, all zero between two uses. */
let rowsOf = new Uint32Array(0);

/** The different numbers of a column of texts, in the order in which they first come, each with its rows. O(rows). */
export function countTexts({ ids, texts }: ScannedTexts): { readonly id: number; readonly rows: number }[] {
  if (rowsOf.length < texts.length) rowsOf = new Uint32Array(2 * texts.length);
  const counts = rowsOf;
  const seen: number[] = [];
  for (let row = 0; row < ids.length; row++) {
    const id = ids[row]!;
    if (counts[id]!++ === 0) seen.push(id);
  }
  return seen.map((id) => {
    const rows = counts[id]!;
    counts[id] = 0;
    return { id, rows };
  });
}
