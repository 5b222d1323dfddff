import { expect, test } from 'vitest';
import { ProgressLine } from '../../../infra/cli/progress.ts';

function terminal(isTTY = true) {
  const written: string[] = [];
  return { written, write: (text: string) => written.push(text), isTTY };
}

test('the progress line says nothing in the first second, then how far and how fast, five times a second', () => {
  const out = terminal();
  const line = new ProgressLine(out, 'june.csv', 4000, 0);
  for (const [now, bytes, rows] of [
    [0, 0, 0],
    [999, 900, 90],
    [1000, 1000, 1000],
    [1100, 1100, 1100],
    [1250, 2000, 2500],
  ] as const) {
    line.update({ bytes, rows }, now);
  }
  expect(out.written).toEqual([
    '\r\u001b[Kjune.csv  25 %  1,000 rows  1,000 rows/s',
    '\r\u001b[Kjune.csv  50 %  2,500 rows  2,000 rows/s',
  ]);
});

test('the progress line is taken away, when there was one', () => {
  const out = terminal();
  new ProgressLine(out, 'june.csv', null, 0).clear();
  expect(out.written).toEqual([]);
  const shown = new ProgressLine(out, 'june.csv', null, 0);
  shown.update({ bytes: 1, rows: 1 }, 2000);
  shown.clear();
  expect(out.written).toEqual(['\r\u001b[Kjune.csv  1 rows  1 rows/s', '\r\u001b[K']);
});

test('there is no progress line where nobody watches, and no name can act on the terminal', () => {
  const pipe = terminal(false);
  new ProgressLine(pipe, 'june.csv', null, 0).update({ bytes: 1, rows: 1 }, 5000);
  expect(pipe.written).toEqual([]);
  const out = terminal();
  new ProgressLine(out, `\u001b[2J${'x'.repeat(100)}.csv`, null, 0).update({ bytes: 1, rows: 1 }, 5000);
  expect(out.written[0]!.slice('\r\u001b[K'.length)).toMatch(/^\\u001b\[2Jx+… {2}/);
  expect(out.written[0]!.length).toBeLessThan(80);
});
