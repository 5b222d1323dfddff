import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { cellText } from '../../../shared/csv/missing.ts';
import { outcome, utf8, type WholeFile } from './reading.ts';

const isRead = (result: unknown): result is WholeFile =>
  typeof result === 'object' && 'rows' in (result as object);

it('readCsv finds the rows and cells that csv-parse finds, in every file it does not refuse', async () => {
  const plain = fc.string({ unit: fc.constantFrom(...'ab1 "é'), maxLength: 4 });
  const quoted = fc
    .string({ unit: fc.constantFrom(...'a1 ,\n\ré"'), maxLength: 5 })
    .map((text) => `"${text.replaceAll('"', '""')}"`);
  const padding = fc.constantFrom('', '', '', ' ', '\t ');
  const cell = fc.tuple(padding, fc.oneof(plain, quoted), padding).map((parts) => parts.join(''));
  const row = fc.array(cell, { maxLength: 3 }).map((cells) => cells.join(','));
  const end = fc.constantFrom('\n', '\r\n', '\r');
  const body = fc
    .array(fc.tuple(row, end), { minLength: 1, maxLength: 6 })
    .map((lines) => lines.flat().join(''));
  let read = 0;
  await fc.assert(
    fc.asyncProperty(body, async (text) => {
      const bytes = utf8(`x,y,z\n${text}`);
      const ours = await outcome(bytes, { delimiter: ',' });
      if (!isRead(ours)) return;
      read++;
      const theirs = parse(bytes, {
        record_delimiter: ['\r\n', '\n', '\r'],
        relax_column_count: true,
        relax_quotes: true,
        skip_empty_lines: true,
        trim: true,
      });
      expect(ours.rows).toEqual(
        theirs.slice(1).map((cells) => ours.header.map((_, i) => cellText(cells[i] ?? ''))),
      );
    }),
    { seed: 25, numRuns: 2_000 },
  );
  expect(read).toBeGreaterThan(500);
});
