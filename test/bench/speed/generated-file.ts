import { createHash } from 'node:crypto';
import { createWriteStream, existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Random } from '../../../shared/stats/random.ts';
import { stream } from '../stream.ts';
import type { Column } from './columns.ts';

const ROWS_PER_CHUNK = 1_000;
/** Kept from run to run; git ignores it. */
const CACHE = join(import.meta.dirname, '../../../.bench');
/** Files that other code made are not taken for its own. */
const MADE_BY = createHash('sha256')
  .update(readFileSync(join(import.meta.dirname, 'columns.ts')))
  .update(readFileSync(import.meta.filename))
  .digest('hex')
  .slice(0, 8);

/**
 * The path of a CSV of so many rows: made at the first call for this name, size and seed, and kept. It is written as it
 * is made, so that its size is no matter of memory.
 */
export async function generatedFile(
  name: string,
  rows: number,
  columns: readonly Column[],
  seed: number,
): Promise<string> {
  const folder = join(CACHE, `${MADE_BY}-seed-${seed}`);
  const path = join(folder, `${name}-${rows}x${columns.length}.csv`);
  if (existsSync(path)) return path;
  process.stderr.write(`making ${name}, ${rows.toLocaleString('en-US')} × ${columns.length}\n`);
  mkdirSync(folder, { recursive: true });
  const unfinished = `${path}.${process.pid}`;
  await pipeline(Readable.from(csvChunks(rows, columns, stream(seed, name))), createWriteStream(unfinished));
  renameSync(unfinished, path);
  return path;
}

function* csvChunks(rows: number, columns: readonly Column[], random: Random): Generator<string> {
  yield `${columns.map(({ name }) => name).join(',')}\n`;
  for (let written = 0; written < rows; written += ROWS_PER_CHUNK) {
    let chunk = '';
    for (let row = written; row < Math.min(rows, written + ROWS_PER_CHUNK); row++) {
      for (let i = 0; i < columns.length; i++) {
        chunk += (i === 0 ? '' : ',') + columns[i]!.cell(random);
      }
      chunk += '\n';
    }
    yield chunk;
  }
}
