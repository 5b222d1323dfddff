import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const path = (name: string) => fileURLToPath(new URL(`../../../${name}`, import.meta.url));
/** Enough that two threads read it in ranges. */
const LARGE_BYTES = 34_000_000;

export const BASELINE = path('data/breast-cancer/baseline.csv');
export const PRODUCTION = path('data/breast-cancer/production.csv');
export const PARQUET = path('test/known-values/parquet/breast-cancer-production.parquet');

const [HEADER, ...ROWS] = readFileSync(PRODUCTION, 'utf8').trimEnd().split('\n');
const ALL_ROWS = `${ROWS.join('\n')}\n`;

/** The production data as two members of gzip, one behind the other: not every Node inflates that by itself. */
export function twoMembers(): Uint8Array {
  return Buffer.concat([gzipSync(`${HEADER}\n`), gzipSync(ALL_ROWS)]);
}

/** The production data over and over. */
export function largeFile(): string {
  return `${HEADER}\n${ALL_ROWS.repeat(Math.ceil(LARGE_BYTES / ALL_ROWS.length))}`;
}
