import { describe, expect, test } from 'vitest';
import type { SettingsInput } from '../../../../shared/config/settings.ts';
import type { Finding, Report } from '../../../../shared/report/report.ts';
import { normalValues } from '../example-report.ts';
import { type Columns, csv, driftedOf, featureOf, reportOf } from '../report-of.ts';

const rows = 120;
const xs = normalValues(1, rows, 50, 10);
const kinds = xs.map((_, i) => (i % 3 === 0 ? 'red' : 'blue'));
const answers = xs.map((_, i) => (i % 2 === 0 ? 'true' : 'false'));
const baseline: Columns = { width: xs, colour: kinds, sold: answers, height: normalValues(2, rows, 9, 2) };

const check = (production: Columns | string, settings: SettingsInput = {}): Promise<Report> =>
  reportOf(baseline, production, settings);
const of = (report: Report, code: Finding['code']) =>
  report.findings.filter((finding) => finding.code === code);
const without = (name: string): Columns =>
  Object.fromEntries(Object.entries(baseline).filter(([column]) => column !== name));

test('a file like its baseline has no findings', async () => {
  expect((await check(baseline)).findings).toEqual([]);
});

describe('a column that is missing', () => {
  test('counts as all missing, so it drifts, and the way out is named', async () => {
    const report = await check(without('colour'));
    expect(driftedOf(report)).toEqual(['colour']);
    expect(featureOf(report, 'colour').missing).toMatchObject({ before: 0, after: 1, drifted: true });
    expect(report.findings).toEqual([
      {
        code: 'missing-column',
        severity: 'problem',
        column: 'colour',
        message:
          'Column "colour" is in the baseline but not in this file, so all its values count as missing. Add it; or name it with the setting "label" if it is the answer the model predicts, with "ignore" if the model does without it.',
      },
    ]);
  });

  test.each([
    ['Colour', 'another case'],
    ['colours', 'a letter more'],
  ])('may have been renamed to %s: %s', async (name) => {
    const report = await check({ ...without('colour'), [name]: kinds });
    expect(of(report, 'missing-column')[0]!.message).toContain(`Was it renamed to "${name}"?`);
    expect(of(report, 'extra-column')[0]!.column).toBe(name);
  });

  test('is taken for the label when it is the only one, at an end, and nobody named a label', async () => {
    const report = await check(without('height'));
    expect(report.verdict).toBe('ok');
    expect(report.summary.totalFeatures).toBe(3);
    expect(of(report, 'label-inferred')[0]).toMatchObject({ column: 'height', severity: 'problem' });
  });

  test('is not taken for the label when it was only renamed, its type is declared, or the label is known', async () => {
    const renamed = await check({ ...without('height'), Height: baseline.height! });
    expect(driftedOf(renamed)).toEqual(['height']);
    expect(driftedOf(await check(without('height'), { types: { height: 'numeric' } }))).toEqual(['height']);
    expect(driftedOf(await check(without('height'), { label: 'sold' }))).toEqual(['height']);
  });

  test('is a finding under the plain rule too, whatever its type', async () => {
    const report = await check(without('colour'), { rule: 'plain-ks' });
    expect(of(report, 'missing-column')).toHaveLength(1);
    expect(report.summary.totalFeatures).toBe(2);
  });
});

test('columns that the baseline does not have are named and not tested', async () => {
  const one = await check({ ...baseline, added: xs });
  expect(one.verdict).toBe('ok');
  expect(one.findings).toEqual([
    {
      code: 'extra-column',
      severity: 'notice',
      column: 'added',
      message: 'Column "added" is not in the baseline and was not tested.',
    },
  ]);
  const two = await check({ ...baseline, added: xs, more: xs });
  expect(two.findings[0]!.message).toBe(
    '2 columns are not in the baseline and were not tested: "added", "more".',
  );
});

describe('values that are not numbers', () => {
  const withCells = (...cells: string[]) => ({ ...baseline, width: [...cells, ...xs.slice(cells.length)] });

  test('count as missing and are quoted by line', async () => {
    const report = await check(withCells('broken'));
    expect(report.findings).toEqual([
      {
        code: 'unparsable-values',
        severity: 'problem',
        column: 'width',
        message:
          'In column "width", 1 of 120 values is not a number and counts as missing (line 2: "broken").',
      },
    ]);
    expect(featureOf(report, 'width').missing.after).toBeCloseTo(1 / 120, 14);
  });

  test('are a changed type when they are most of the column', async () => {
    const report = await check({ ...baseline, width: xs.map(() => 'n. a.') });
    expect(of(report, 'changed-type')[0]!.message).toBe(
      'Column "width" holds numbers in the baseline; here 120 of 120 values are not (line 2: "n. a.", line 3: "n. a.", line 4: "n. a.", line 5: "n. a.", line 6: "n. a.").',
    );
    expect(driftedOf(report)).toEqual(['width']);
  });

  test('that are decimal commas are recognised', async () => {
    const text = csv(baseline).replaceAll(',', ';').replaceAll('.', ',');
    const report = await check(text);
    expect(of(report, 'changed-type')[0]!.message).toMatch(
      /They look like decimal commas: write them with a point\.$/,
    );
  });

  test('that are decimal commas in both files are told, since texts are compared instead', async () => {
    const text = csv(baseline).replaceAll(',', ';').replaceAll('.', ',');
    const report = await reportOf(text, text);
    expect(of(report, 'unparsable-values')[0]).toMatchObject({ severity: 'problem', column: 'width' });
    expect(of(report, 'unparsable-values')[0]!.message).toMatch(
      /^Column "width" of the baseline holds no numbers but \d+ texts, .* They look like decimal commas: write them with a point\.$/,
    );
  });

  test('in the baseline are a notice', async () => {
    const report = await reportOf(withCells('broken'), baseline);
    expect(report.findings[0]).toMatchObject({ code: 'unparsable-values', severity: 'notice' });
    expect(report.findings[0]!.message).toContain('In column "width" of the baseline,');
  });

  test('nor true or false are called so', async () => {
    const report = await check({ ...baseline, sold: ['maybe', ...answers.slice(1)] });
    expect(report.findings[0]!.message).toBe(
      'In column "sold", 1 of 120 values is not true or false and counts as missing (line 2: "maybe").',
    );
  });
});

describe('categories that the baseline does not have', () => {
  test('are named, the most frequent first; a problem only where they make the column drift', async () => {
    const stray = await check({ ...baseline, colour: ['pink', ...kinds.slice(1)] });
    expect(of(stray, 'new-category')).toEqual([
      {
        code: 'new-category',
        severity: 'notice',
        column: 'colour',
        message: 'In column "colour", 1 row holds a value that the baseline does not have: "pink".',
      },
    ]);
    const many = await check({
      ...baseline,
      colour: kinds.map((kind, i) => (i < 5 ? 'pink' : i < 60 ? 'grey' : kind)),
    });
    expect(of(many, 'new-category')).toMatchObject([{ severity: 'problem' }]);
    expect(of(many, 'new-category')[0]!.message).toBe(
      'In column "colour", 60 rows hold values that the baseline does not have: "grey", "pink".',
    );
    expect(featureOf(many, 'colour').hint).toBe(
      '46 % of the values are "grey", which the baseline does not have: a new category?',
    );
  });

  test('may be another spelling of one that it has', async () => {
    const report = await check({ ...baseline, colour: kinds.map((kind) => kind.toUpperCase()) });
    expect(featureOf(report, 'colour').hint).toMatch(/are "BLUE", .*: another spelling of "blue"\?$/);
  });

  test('a sign that differs is not another spelling', async () => {
    const groups = (one: string, two: string) => ({ group: xs.map((_, i) => (i % 2 === 0 ? one : two)) });
    const report = await reportOf(groups('A+', 'B+'), groups('A-', 'B-'));
    expect(featureOf(report, 'group').hint).toMatch(/a new category\?$/);
  });
});

describe('a column without values', () => {
  const empty = xs.map(() => null);

  test('in both files is left out with a notice', async () => {
    const report = await reportOf({ ...baseline, none: empty }, { ...baseline, none: empty });
    expect(report.summary.totalFeatures).toBe(4);
    expect(report.findings).toEqual([
      {
        code: 'empty-column-left-out',
        severity: 'notice',
        column: 'none',
        message: 'Column "none" has no values in either file and was left out.',
      },
    ]);
  });

  test('in production drifts by its missing rate', async () => {
    const report = await check({ ...baseline, width: empty });
    expect(driftedOf(report)).toEqual(['width']);
    expect(featureOf(report, 'width')).toMatchObject({
      rowsCurrent: 0,
      distributionDrifted: false,
      pValue: 1,
    });
  });

  test('in the baseline drifts by its missing rate when production fills it', async () => {
    const report = await reportOf({ ...baseline, none: empty }, { ...baseline, none: xs });
    expect(featureOf(report, 'none').missing).toMatchObject({ before: 1, after: 0, drifted: true });
    expect(of(report, 'new-category')).toEqual([]);
  });
});

describe('how a file was read', () => {
  const short = (text: string) => `${text}1,red\n`;

  test('says which file is meant', async () => {
    const inBaseline = await reportOf(short(csv(baseline)), csv(baseline));
    expect(of(inBaseline, 'short-rows')[0]!.message).toMatch(/^Baseline: 1 row has fewer cells/);
    const inProduction = await reportOf(csv(baseline), short(csv(baseline)));
    expect(of(inProduction, 'short-rows')[0]!.message).toMatch(/^Production: 1 row has fewer cells/);
    const inBoth = await reportOf(short(csv(baseline)), short(csv(baseline)));
    expect(of(inBoth, 'short-rows').map(({ message }) => message)).toEqual([
      expect.stringMatching(/^Both files: 1 row has fewer cells/),
    ]);
  });
});

test('problems come before notices', async () => {
  const report = await check({ ...without('colour'), added: xs, width: ['broken', ...xs.slice(1)] });
  const severities = report.findings.map(({ severity }) => severity);
  expect(severities).toEqual(severities.toSorted().toReversed());
  expect(new Set(severities)).toEqual(new Set(['problem', 'notice']));
});

test('names from a file are quoted at a readable length and without characters that act', async () => {
  const name = `\u001b[31m${'long'.repeat(50)}`;
  const report = await reportOf({ ...baseline, [name]: kinds }, baseline, { label: 'sold' });
  const { message, column } = of(report, 'missing-column')[0]!;
  expect(column).toBe(name);
  expect(message).toContain('Column "\\u001b[31mlong');
  expect(message.length).toBeLessThan(350);
});
