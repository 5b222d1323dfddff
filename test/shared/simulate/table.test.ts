import { expect, test } from 'vitest';
import { readCsv } from '../../../shared/csv/read-csv.ts';
import { disturb } from '../../../shared/simulate/disturb.ts';
import { scale } from '../../../shared/simulate/number-disturbances.ts';
import { sliceTable } from '../../../shared/simulate/slice-table.ts';
import { cellText, formatTable, makeTable, rawCell, type Table } from '../../../shared/simulate/table.ts';
import { seededRandom } from '../../../shared/stats/random.ts';

async function read(text: string): Promise<Table> {
  const bytes = new TextEncoder().encode(text);
  const source = (async function* () {
    yield bytes;
  })();
  const { header, delimiter, blocks } = await readCsv(source, { name: 'test.csv' });
  const rowOffsets: number[] = [];
  for await (const block of blocks) rowOffsets.push(...block.rowOffsets);
  return sliceTable(bytes, { columns: header, delimiter, rowOffsets });
}

test.each([
  ['plain', 'a,b\n1,2\n3,4\n'],
  ['byte-order mark and CRLF', '\uFEFFa,b\r\n1,2\r\n3,4\r\n'],
  ['needless quotes', '"a",b\n"1",2\n'],
  ['padding, also around quotes', ' a , b\n 1 ,  "2"  \n'],
  ['quoted delimiters, quotes and line breaks', 'a,b\n"1,5","say ""hi""\nand go"\n"",x\n'],
  ['semicolons', 'a;b\n1,5;2\n"x;y";3\n'],
  ['a trailing comma in the header only', 'a,b,\n1,2\n3,4\n'],
  ['short rows and non-ASCII text', 'größe,b\n1\n2,ü\n'],
  ['columns called constructor and __proto__', 'constructor,__proto__\n1,2\n'],
])('a file read and written is the same, byte for byte: %s', async (_, text) => {
  expect(formatTable(await read(text))).toBe(text);
});

test('a disturbed file keeps the spelling of every other cell', async () => {
  const table = await read('\uFEFF"x" ; note\r\n "1,5" ;"a;b"\r\n 2 ; "c" \r\n');
  const after = disturb(table, table, [scale('x', 2)], { row: 0, gradual: false }, seededRandom(1));
  expect(formatTable(after)).toBe('\uFEFF"x" ; note\r\n "1,5" ;"a;b"\r\n4; "c" \r\n');
});

test.each(['', 'plain', 'a,b', 'say "hi"', 'two\nlines', ' padded', '"'])(
  'rawCell(%j) reads back as the same text',
  (text) => {
    expect(cellText(rawCell(text, ','))).toBe(text.trim());
  },
);

test('makeTable quotes what CSV asks for', () => {
  expect(formatTable(makeTable(['a,b', 'c'], [['1', 'x "y"']]))).toBe('"a,b",c\n1,"x ""y"""\n');
});
