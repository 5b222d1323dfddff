import { describe, expect, test } from 'vitest';
import { baselineName } from '../../../../../functions/dashboard/web/model/baseline-words.ts';
import type { BaselineItem } from '../../../../../functions/dashboard/wire/models.ts';

const file = (name: string) => ({ key: `baseline/m/${name}`, name, uploaded: 0, versionId: '1' });

const baseline: BaselineItem = {
  ...{ version: 'v', file: file('train.csv'), rows: 1_569, features: 3, label: null, id: null },
  ...{ sha256: '0', state: 'in-charge', window: null },
};

describe('baselineName(baseline)', () => {
  test('names an upload by its file', () => {
    expect(baselineName(baseline)).toBe('train.csv, 1,569 rows');
    expect(baselineName({ ...baseline, rows: 1, file: file('\u202ea.csv') })).toBe('\\u202ea.csv, 1 row');
  });

  test('names labelled rows by the batches that they come from', () => {
    const window = { since: file('week-05.csv'), batches: 3, parent: 'p', retraining: 'r' };
    expect(baselineName({ ...baseline, rows: 900, window })).toBe('900 labelled rows from week-05.csv on');
  });
});
