/**
 * Small CSVs with known verdicts against `baselineCsv`: rows are spread evenly over the baseline's range, so
 * nothing in them is left to chance.
 */
const BASELINE_ROWS = 120;
const BATCH_ROWS = 100;

function csv(rows: number, cells: (i: number) => readonly (number | string)[]): string {
  const lines = Array.from({ length: rows }, (_, i) => cells(i).join(','));
  return `amount,age,rate\n${lines.join('\n')}\n`;
}

/** Three numeric features, each uniform on its own scale, in three different orders. */
function uniform(i: number, rows: number): [number, number, number] {
  return [((i * 7) % rows) / rows, ((i * 11) % rows) / rows, ((i * 13) % rows) / rows];
}

export function baselineCsv(): string {
  return csv(BASELINE_ROWS, (i) => {
    const [a, b, c] = uniform(i, BASELINE_ROWS);
    return [100 * a, 20 + 60 * b, c];
  });
}

/** No drift. Each `seed` has other bytes. */
export function cleanCsv(seed: number, rows = BATCH_ROWS): string {
  return csv(rows, (i) => {
    const [a, b, c] = uniform(i, rows);
    return [100 * a + seed * 1e-6, 20 + 60 * b, c];
  });
}

/** The first `features` features move up by `share` of their range; D is about `share`. */
export function driftedCsv(seed: number, features = 1, share = 0.4, rows = BATCH_ROWS): string {
  const moved = (n: number) => (n < features ? share : 0);
  return csv(rows, (i) => {
    const [a, b, c] = uniform(i, rows);
    return [100 * (a + moved(0)) + seed * 1e-6, 20 + 60 * (b + moved(1)), c + moved(2)];
  });
}

/** Too few rows to tell. */
export function tinyCsv(seed: number): string {
  return cleanCsv(seed, 10);
}

/** The rows of a CSV with a further column `label`: by default two classes that `amount` tells apart, nearly always. */
export function labelledCsv(text: string, label = twoClasses): string {
  const [header, ...rows] = text.trimEnd().split('\n');
  return `${header},label\n${rows.map((row, i) => `${row},${label(Number(row.split(',')[0]), i)}\n`).join('')}`;
}

function twoClasses(amount: number, i: number): string {
  return amount > 50 === (i % 10 !== 0) ? 'yes' : 'no';
}

/** The rows of a CSV with a column `id` before the others: `a0`, `a1`, … for the prefix `a`. */
export function identifiedCsv(text: string, prefix: string): string {
  const [header, ...rows] = text.trimEnd().split('\n');
  return `id,${header}\n${rows.map((row, i) => `${prefix}${i},${row}\n`).join('')}`;
}

/** Answers to the rows `from` up to `to` of an identified CSV, by default all the same. */
export function labelsCsv(prefix: string, from: number, to: number, answer = (_: number) => 'yes'): string {
  const rows = Array.from({ length: to - from }, (_, i) => `${prefix}${from + i},${answer(from + i)}\n`);
  return `id,label\n${rows.join('')}`;
}
