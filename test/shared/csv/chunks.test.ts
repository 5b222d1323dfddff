import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toCsv } from '../../../shared/csv/write-csv.ts';
import { outcome, readAll, utf8 } from './reading.ts';

const FIXTURES = new URL('../../fixtures/csv/', import.meta.url);

/** Every ugliness, and every way to be refused, in a few bytes each. */
const FILES: Record<string, string | Uint8Array> = {
  'quotes, CRLF and a mark': '\ufeffa;"b ""c"""\r\n"x;\r\n""y""" ;2\r\n\r\n 3 ; "é" \r\n4',
  'lone CR': 'a,b\r1,"2\r3"\r\r4,\r',
  'mixed line ends': 'a\r\n1\n\r\n"2\r\n\n\r3"\r4\n',
  'padding with tabs as delimiter': 'a\tb\n \t "x" \t\n\t\n  \n1\t2\n',
  'trailing delimiter in the header': 'a,b,\n1,2\n3\n',
  'invalid UTF-8': Uint8Array.from('n\u00e4me\n\u00e9\n1\n\u00ff"\n', (c) => c.charCodeAt(0)),
  'quote that never closes': 'a,b\n1,2\n3,"4\n5,6\n',
  'text after a quote': 'a,b\n1,2\n3,"4"5,6\n"',
  'row too long, then a broken quote': 'a,b\n1,2\n3,4,5\n"6"7,\n',
  'broken quote, then a row too long': 'a,b\n1,2\n"6"7,\n3,4,5\n',
  'NUL byte': 'a,b\n1,2\n3,\0\n',
  'header only': '\n"a",b\r\n',
  'cell over its limit': 'a,b\n1,"2\n345678901234567890"\n',
  'row over its limit': `a\n1\n${'2,'.repeat(30)}\n`,
};

describe('readCsv does not depend on how the bytes arrive', () => {
  const options = { rowsPerBlock: 2, limits: { cellBytesMax: 18, rowBytesMax: 40 } };

  it.each(Object.entries(FILES))('cut in two at every position: %s', async (_, file) => {
    const bytes = typeof file === 'string' ? utf8(file) : file;
    const whole = await outcome(bytes, options);
    for (let cut = 0; cut <= bytes.length; cut++) {
      expect(await outcome(bytes, options, [cut])).toEqual(whole);
    }
    const everywhere = Array.from({ length: bytes.length }, (_, i) => i);
    expect(await outcome(bytes, options, everywhere)).toEqual(whole);
  });

  it('cut anywhere, whatever the bytes', async () => {
    const alphabet = [...'"",,;\n\r\t aé1'];
    const text = fc.array(fc.constantFrom(...alphabet), { maxLength: 60 }).map((chars) => chars.join(''));
    const cuts = fc.array(fc.nat(70), { maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(text, cuts, async (body, positions) => {
        const bytes = utf8(`a,b,c\n${body}`);
        const sorted = positions.map((cut) => Math.min(cut, bytes.length)).sort((a, b) => a - b);
        expect(await outcome(bytes, options, sorted)).toEqual(await outcome(bytes, options));
      }),
      { seed: 20, numRuns: 1_500 },
    );
  });

  it('however large: rows across many batches, quoted or not', async () => {
    const row = (i: number) => (i % 7_000 === 0 ? `"${i}\n""x""",${i}` : `${i},${'é'.repeat(i % 9)}`);
    const text = `i,s\n${Array.from({ length: 40_000 }, (_, i) => row(i)).join('\r\n')}\n`;
    const bytes = utf8(text);
    const whole = await readAll(bytes);
    expect(whole.rows).toHaveLength(40_000);
    expect(whole.rows[7_000]![0]).toBe('7000\n"x"');
    const cuts = Array.from({ length: Math.floor(bytes.length / 1_013) }, (_, i) => (i + 1) * 1_013);
    expect(await readAll(bytes, {}, cuts)).toEqual(whole);
    for (const i of [0, 1, 6_999, 7_001, 39_999]) {
      const start = new TextDecoder().decode(bytes.slice(whole.offsets[i]!, whole.offsets[i]! + 6));
      expect(start.replace('"', '').startsWith(`${i}`)).toBe(true);
    }
  });
});

describe('readCsv reads back what toCsv writes', () => {
  it('for any trimmed text that is no missing token', async () => {
    const cell = fc
      .string({ unit: fc.constantFrom(...'ab"\',;|\n\r\t é\u{1f600}0') })
      .map((text) => text.trim());
    const table = fc
      .integer({ min: 1, max: 5 })
      .chain((columns) =>
        fc.array(fc.array(cell, { minLength: columns, maxLength: columns }), { minLength: 1 }),
      );
    await fc.assert(
      fc.asyncProperty(table, async (rows) => {
        const header = rows[0]!.map((_, i) => `column ${i}`);
        const file = await readAll(toCsv(header, rows), { delimiter: ',' });
        expect(file.header).toEqual(header);
        expect(file.rows).toEqual(rows.map((row) => row.map((text) => (text === '' ? null : text))));
      }),
      { seed: 21, numRuns: 500 },
    );
  });
});

describe('a file beside its reading in JSON', () => {
  const names = readdirSync(FIXTURES).filter((name) => name.endsWith('.csv'));

  it.each(names)('%s', async (name) => {
    const bytes = readFileSync(new URL(name, FIXTURES));
    const expected = JSON.parse(readFileSync(new URL(name.replace(/\.csv$/, '.json'), FIXTURES), 'utf8'));
    const actual = (await outcome(bytes, { name })) as Record<string, unknown>;
    expect(actual).toMatchObject(expected);
  });
});
