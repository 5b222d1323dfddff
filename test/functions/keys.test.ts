import { describe, expect, test } from 'vitest';
import { parseInputKey } from '../../functions/keys.ts';
import { ROUTES, routeObjectEvent } from '../../functions/route-object-event.ts';

describe('parseInputKey', () => {
  test.each([
    ['production/churn/june.csv', 'production', 'churn', 'june.csv'],
    ['production/churn/2026/06/june.csv', 'production', 'churn', 'june.csv'],
    ['production/june.csv', 'production', 'default', 'june.csv'],
    ['production/JUNE.CSV', 'production', 'default', 'JUNE.CSV'],
    ['production/churn/june.csv.gz', 'production', 'churn', 'june.csv.gz'],
    ['baseline/churn/Train.Parquet', 'baseline', 'churn', 'Train.Parquet'],
    ['labels/june.CSV.GZ', 'labels', 'default', 'june.CSV.GZ'],
    ['production/a b+c%20é.csv', 'production', 'default', 'a b+c%20é.csv'],
    ['baseline/train.csv', 'baseline', 'default', 'train.csv'],
    ['baseline/churn/train.csv', 'baseline', 'churn', 'train.csv'],
    ['labels/churn/june.csv', 'labels', 'churn', 'june.csv'],
    ['monitors/churn.json', 'settings', 'churn', 'churn.json'],
    [`baseline/${'a'.repeat(63)}/x.csv`, 'baseline', 'a'.repeat(63), 'x.csv'],
  ])('%s', (key, kind, monitor, name) => {
    expect(parseInputKey(key)).toEqual({ kind, monitor, name, refusal: null });
  });

  test.each(['production/', 'production/churn/', 'elsewhere/x.csv', 'x.csv', 'Production/x.csv', ''])(
    '%j is nobody\u2019s business',
    (key) => {
      expect(parseInputKey(key)).toBeNull();
    },
  );

  test.each([
    ['production/Bad Name/x.csv', 'monitor-name', 'Bad Name'],
    ['production/-a/x.csv', 'monitor-name', '-a'],
    ['production//x.csv', 'monitor-name', ''],
    ['production/../x.csv', 'monitor-name', '..'],
    [`production/${'a'.repeat(64)}/x.csv`, 'monitor-name', 'a'.repeat(64)],
    ['production/__proto__/x.csv', 'monitor-name', '__proto__'],
    ['monitors/Bad.json', 'monitor-name', 'Bad'],
    ['monitors/a/b.json', 'monitor-name', 'a/b'],
    ['monitors/churn.yaml', 'not-json', 'churn.yaml'],
    ['production/x.xlsx', 'not-csv', 'x.xlsx'],
    ['production/x.gz', 'not-csv', 'x.gz'],
    ['production/x.csv.zip', 'not-csv', 'x.csv.zip'],
    ['production/csv', 'not-csv', 'csv'],
  ])('%s is refused, with the value and a way out', (key, code, value) => {
    const file = parseInputKey(key);
    expect(file?.refusal).toMatchObject({ code, value });
    expect(file?.refusal?.message).toContain(key);
    expect(file?.monitor).toMatch(/^[a-z0-9][a-z0-9-]{0,62}$/);
  });
});

describe('routeObjectEvent', () => {
  test('sends every key under a prefix to its queue, whatever its ending', () => {
    expect(routeObjectEvent('monitors/a.json')).toBe('settings');
    expect(routeObjectEvent('baseline/a/b.csv')).toBe('baseline');
    expect(routeObjectEvent('production/a/b.xlsx')).toBe('detect');
  });

  test('skips folder markers and foreign keys', () => {
    expect(routeObjectEvent('production/a/')).toBeNull();
    expect(routeObjectEvent('elsewhere/a.csv')).toBeNull();
  });

  test('never sends a key that the functions would not recognise', () => {
    for (const prefix of Object.keys(ROUTES)) expect(parseInputKey(`${prefix}x`)).not.toBeNull();
  });
});
