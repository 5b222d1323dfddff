import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RowScanner } from '../../../shared/csv/row-scanner.ts';
import { splitRows } from '../../../shared/csv/split-rows.ts';
import { utf8 } from './reading.ts';

describe('splitRows', () => {
  it('splits a batch without quotes exactly as csv-parse does', () => {
    const text = fc.string({ unit: fc.constantFrom(...',;\n\r\t aé1'), maxLength: 80 });
    fc.assert(
      fc.property(text, fc.constantFrom(',', ';', '\t'), (body, delimiter) => {
        const scanner = new RowScanner(delimiter, { cellBytesMax: 1_000, rowBytesMax: 1_000 }, 0, 1);
        scanner.push(utf8(body));
        const batch = scanner.finish();
        if (batch === null) return;
        expect(batch.quoted).toBe(false);
        expect(splitRows(batch, delimiter)).toEqual(splitRows({ ...batch, quoted: true }, delimiter));
      }),
      { seed: 24, numRuns: 2_000 },
    );
  });

  it('reads broken characters the same, whether a batch has quotes or not', () => {
    // Parts of a character of three bytes, and of one of four, between what ends cells and rows.
    const bytes = fc.array(fc.constantFrom(0xe6, 0x97, 0xa5, 0xf0, 0x9f, 0xff, 0x2c, 0x0a, 0x61), {
      maxLength: 40,
    });
    fc.assert(
      fc.property(bytes, (body) => {
        const scanner = new RowScanner(',', { cellBytesMax: 1_000, rowBytesMax: 1_000 }, 0, 1);
        scanner.push(Uint8Array.from(body));
        const batch = scanner.finish();
        if (batch === null) return;
        expect(splitRows({ ...batch, quoted: true }, ',')).toEqual(splitRows(batch, ','));
      }),
      { seed: 25, numRuns: 2_000 },
    );
  });
});
