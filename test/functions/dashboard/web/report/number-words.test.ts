import { describe, expect, test } from 'vitest';
import { explainedNumbers } from '../../../../../functions/dashboard/web/report/number-words.ts';
import * as examples from '../../../../shared/report/example-reports.ts';

const all = [examples.driftReport, examples.mixedReport, examples.plainKsReport].flatMap(
  ({ features }) => features,
);

describe('explainedNumbers(feature)', () => {
  test('gives each figure once, with a value and a sentence', () => {
    for (const feature of all) {
      const figures = explainedNumbers(feature);
      expect(new Set(figures.map(({ name }) => name)).size).toBe(figures.length);
      for (const { value, meaning } of figures) {
        expect(value).not.toMatch(/NaN|null|undefined/);
        expect(meaning).toMatch(/^[A-Z].*\.$/);
      }
    }
  });

  test('has no threshold under the plain rule, under which no effect is too small', () => {
    const names = examples.plainKsReport.features.flatMap((feature) =>
      explainedNumbers(feature).map(({ name }) => name),
    );
    expect(names).not.toContain('Matters from');
  });
});
