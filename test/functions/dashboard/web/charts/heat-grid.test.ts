import { describe, expect, test } from 'vitest';
import {
  ABSENT,
  type HeatBatch,
  heatGrid,
  heatRows,
} from '../../../../../functions/dashboard/web/charts/heat-map/heat-grid.ts';

const batch = (id: string, changes: Record<string, number>, drifted: readonly string[] = []): HeatBatch => {
  const features = Object.keys(changes);
  return {
    id,
    name: `${id}.csv`,
    uploaded: 0,
    features,
    change: Object.values(changes),
    drifted: drifted.map((name) => features.indexOf(name)),
  };
};

const grid = heatGrid([
  batch('june', { age: 300, rate: 20, zone: 10 }, ['age']),
  batch('may', { rate: 50, age: 100 }, ['age']),
  batch('april', { age: 10, rate: 500 }, ['rate']),
]);
const row = (name: string) => grid.rows.find(({ feature }) => feature === name)!;

describe('heatGrid(newestFirst)', () => {
  test('has batches oldest first and a row for each feature, in whichever order batches have them', () => {
    expect(grid.batches.map(({ id }) => id)).toEqual(['april', 'may', 'june']);
    expect([...row('age').change]).toEqual([10, 100, 300]);
    expect([...row('rate').change]).toEqual([500, 50, 20]);
  });

  test('marks where a feature drifted, and counts it', () => {
    expect([...row('age').drifted]).toEqual([0, 1, 1]);
    expect(row('age')).toMatchObject({ driftedIn: 2, strongest: 300 });
  });

  test('leaves a gap where a batch has no such feature', () => {
    expect([...row('zone').change]).toEqual([ABSENT, ABSENT, 10]);
  });

  test('keeps names that objects have of their own', () => {
    const { rows } = heatGrid([
      batch('a', JSON.parse('{"__proto__": 7, "constructor": 8}'), ['constructor']),
    ]);
    expect(rows.map(({ feature, strongest, driftedIn }) => [feature, strongest, driftedIn])).toEqual([
      ['__proto__', 7, 0],
      ['constructor', 8, 1],
    ]);
  });

  test('is empty without batches', () => {
    expect(heatGrid([])).toEqual({ batches: [], rows: [] });
  });
});

describe('heatRows(rows, order, search)', () => {
  const names = (...asked: Parameters<typeof heatRows>) => heatRows(...asked).map(({ feature }) => feature);

  test('puts what drifted most often first, then what changed most', () => {
    expect(names(grid.rows, 'drift', '')).toEqual(['age', 'rate', 'zone']);
  });

  test('sorts by name', () => {
    expect(names([...grid.rows].reverse(), 'name', '')).toEqual(['age', 'rate', 'zone']);
  });

  test('finds by part of the name, in any case', () => {
    expect(names(grid.rows, 'name', ' AT')).toEqual(['rate']);
    expect(names(grid.rows, 'name', 'nowhere')).toEqual([]);
  });
});
