import { expect, it } from 'vitest';
import { parseSettings } from '../../../shared/config/parse-settings.ts';
import { seededRandom } from '../../../shared/stats/random.ts';
import { utf8 } from '../csv/reading.ts';
import { referenceProfile, scannedProfile } from '../scan/differential.ts';

const random = seededRandom(5);
/** So wide that a block has 524 rows; whether texts count is decided behind the second one, of 20 levels at most. */
const WIDTH = 1_000;
const DECIDED = 600;

/** Cells of a column by row: each sort of column has something that its texts alone tell. */
const SORTS: Readonly<Record<string, (row: number) => string>> = {
  measurement: () => random.normal().toFixed(6),
  integers: () => String(random.integer(500)),
  'few numbers': () => ['1', '2', '3'][random.integer(3)]!,
  'one number in several spellings': () => ['1', '1.0', '01', ' 1 ', '"1"', '1e0'][random.integer(6)]!,
  'as many numbers as levels': () => String(random.integer(20)),
  'a number more than levels': (row) => String(row % 21),
  'numbers, then categories': (row) =>
    row < 300 ? ['1', '1.0', '2'][random.integer(3)]! : ['A', 'B', '1'][row % 3]!,
  'numbers, then categories behind the decision': (row) =>
    row < DECIDED ? ['1', '2.0'][row % 2]! : ['A', 'B'][row % 2]!,
  'measurements, then texts': (row) => (row < 300 ? random.normal().toFixed(4) : `text ${row % 5}`),
  categories: () => ['x', 'y', '"z, or z"'][random.integer(3)]!,
  'flags written as numbers': (row) => (row < 700 ? '1' : 'true'),
  'nothing at first': (row) => (row < 100 ? '' : String(random.integer(4))),
  'some missing': () => (random.uniform() < 0.3 ? 'NA' : random.normal().toFixed(3)),
  'a stray text': (row) => (row === 450 ? 'oops' : random.normal().toFixed(3)),
  'numbers that end in texts_id': (row) => (row < 200 ? String(row) : `r${row}`),
  'numbers that repeat_id': (row) => (row < 200 ? String(row >> 1) : `r${row}`),
  row_id: (row) => String(row),
};

const names = Object.keys(SORTS);
const header = Array.from({ length: WIDTH }, (_, i) => `c${i} ${names[i % names.length]}`);

function file(rows: number): Uint8Array {
  const lines = Array.from({ length: rows }, (_, row) =>
    header.map((__, i) => SORTS[names[i % names.length]!]!(row)).join(','),
  );
  return utf8(`${header.map((name) => `"${name}"`).join(',')}\n${lines.join('\r\n')}\n`);
}

it.each([
  ['of which the end comes before it is known whether texts count', 200],
  ['of which it is known soon', 1_300],
])('a wide baseline %s is profiled as cell by cell', { timeout: 60_000 }, async (_, rows) => {
  const bytes = file(rows);
  const settings = parseSettings({});
  const cuts = Array.from({ length: 40 }, () => random.integer(bytes.length)).sort((a, b) => a - b);
  const reference = await referenceProfile({ bytes }, settings);
  expect(await scannedProfile({ bytes }, settings, { cuts })).toBe(reference);
  const kinds = new Set(reference.match(/"type":"[a-z]+"|"role":"[a-z]+"/g));
  expect([...kinds]).toEqual(
    expect.arrayContaining(['"type":"numeric"', '"type":"discrete"', '"type":"categorical"', '"role":"id"']),
  );
});
