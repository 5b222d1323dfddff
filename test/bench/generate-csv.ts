import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Random } from '../../shared/stats/random.ts';

const ROWS_PER_CHUNK = 1_000;

/** Writes a CSV of normal variables with six decimals to disk as it is made; its size is no matter of memory. */
export async function writeNumbersCsv(
  path: string,
  { rows, columns }: { rows: number; columns: number },
  random: Random,
): Promise<void> {
  await pipeline(Readable.from(csvChunks(rows, columns, random)), createWriteStream(path));
}

function* csvChunks(rows: number, columns: number, random: Random): Generator<string> {
  yield `${Array.from({ length: columns }, (_, i) => `x${i + 1}`).join(',')}\n`;
  for (let written = 0; written < rows; written += ROWS_PER_CHUNK) {
    let chunk = '';
    for (let row = written; row < Math.min(rows, written + ROWS_PER_CHUNK); row++) {
      for (let column = 0; column < columns; column++) {
        chunk += (column === 0 ? '' : ',') + (100 + 15 * random.normal()).toFixed(6);
      }
      chunk += '\n';
    }
    yield chunk;
  }
}
