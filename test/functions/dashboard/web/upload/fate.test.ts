import { describe, expect, test } from 'vitest';
import {
  type Fate,
  fateOf,
  isSettled,
  NO_LISTS,
} from '../../../../../functions/dashboard/web/pages/upload/fate.ts';
import { fateWords } from '../../../../../functions/dashboard/web/pages/upload/fate-words.ts';
import type { JudgedBatchItem } from '../../../../../functions/dashboard/wire/batches.ts';
import type { BaselineItem } from '../../../../../functions/dashboard/wire/models.ts';

const at = 1_700_000_000_000;
const key = 'production/churn/may.csv';
const fileOf = (versionId: string, uploaded = at) => ({ key, name: 'may.csv', uploaded, versionId });

const judged = (change: Partial<JudgedBatchItem> = {}): JudgedBatchItem => ({
  state: 'judged',
  batchId: 'b1',
  file: fileOf('2'),
  rows: 300,
  verdict: 'drift',
  totalFeatures: 16,
  driftedFeatures: 4,
  driftPercentage: 25,
  alert: true,
  strongest: 0.4,
  minDetectable: 0.1,
  top: [{ name: 'age', sentence: 'age: typical value 30 → 40' }],
  problems: [],
  broken: [],
  baseline: 'p1',
  settings: null,
  model: null,
  decision: { counted: 'drift', change: 'opened', incident: 'i1' },
  ...change,
});

const baseline = (change: Partial<BaselineItem> = {}): BaselineItem => ({
  version: 'p1',
  file: { ...fileOf('2'), key: 'baseline/churn/may.csv' },
  rows: 1200,
  features: 16,
  label: 'churned',
  id: null,
  sha256: 'abc',
  state: 'in-charge',
  window: null,
  ...change,
});

const unfinished = (state: 'at-work' | 'waiting', versionId = '2') => ({
  ...{ kind: 'production' as const, since: at, state },
  file: { key, name: 'may.csv', versionId },
});
const setAside = {
  ...{ kind: 'production' as const, since: at, code: 'no-header', message: 'may.csv has no header line.' },
  file: { key, name: 'may.csv', versionId: '2' },
};

describe('fateOf(stored, sentAt, lists)', () => {
  const fate = (lists: Partial<typeof NO_LISTS>, versionId: string | null = '2') =>
    fateOf({ key, versionId }, at, { ...NO_LISTS, ...lists });

  test.each([
    ['has arrived while nothing lists it', {}, 'arrived'],
    ['is at work', { unfinished: [unfinished('at-work')] }, 'at-work'],
    ['waits for a baseline', { unfinished: [unfinished('waiting')] }, 'waiting'],
    ['is set aside', { setAside: [setAside] }, 'set-aside'],
    [
      'is judged, also where the list of unfinished files is older',
      { unfinished: [unfinished('at-work')], batches: [judged()] },
      'judged',
    ],
    [
      'is a duplicate',
      { batches: [{ state: 'duplicate' as const, file: fileOf('2'), of: 'b0' }] },
      'duplicate',
    ],
  ] as const)('%s', (_, lists, is) => {
    expect(fate(lists).is).toBe(is);
  });

  test('is not that of an earlier file of the same name', () => {
    expect(fate({ batches: [judged({ file: fileOf('1') })] }).is).toBe('arrived');
  });

  test('goes by the time where the version is not known, with clocks that differ by minutes', () => {
    const hour = 3_600_000;
    expect(fate({ batches: [judged({ file: fileOf('1', at - hour) })] }, null).is).toBe('arrived');
    expect(fate({ batches: [judged({ file: fileOf('9', at - 60_000) })] }, null).is).toBe('judged');
  });
});

describe('isSettled(fate)', () => {
  test.each<[string, Fate, boolean]>([
    ['arrived', { is: 'arrived' }, false],
    ['waiting', { is: 'waiting' }, false],
    ['set aside', { is: 'set-aside', message: '' }, true],
    ['judged, and what it means decided', { is: 'judged', batch: judged() }, true],
    ['judged a moment ago', { is: 'judged', batch: judged({ decision: null }) }, false],
    ['a baseline just read', { is: 'baseline', baseline: baseline({ state: 'profiled' }) }, false],
    [
      'a baseline that waits for a person',
      { is: 'baseline', baseline: baseline({ state: 'candidate' }) },
      true,
    ],
  ])('%s: %#', (_, fate, settled) => {
    expect(isSettled(fate)).toBe(settled);
  });
});

describe('fateWords(monitor, fate)', () => {
  test('a drift is an alarm, with how much changed, what changed most, and where to read on', () => {
    expect(fateWords('churn', { is: 'judged', batch: judged() })).toEqual({
      tone: 'alarm',
      word: 'Drift: 4 of 16 features changed',
      text: 'age: typical value 30 → 40',
      link: { href: '/monitors/churn/batches/b1', text: 'Read the report' },
    });
  });

  test('data that looks broken is called so', () => {
    const batch = judged({ broken: ['age is empty in every row.'] });
    expect(fateWords('churn', { is: 'judged', batch }).text).toBe(
      'The data looks broken rather than changed: age is empty in every row.',
    );
  });

  test('a clean batch and one too small are told apart', () => {
    expect(fateWords('churn', { is: 'judged', batch: judged({ verdict: 'ok' }) })).toMatchObject({
      tone: 'calm',
      word: 'No drift',
    });
    expect(fateWords('churn', { is: 'judged', batch: judged({ verdict: 'insufficient' }) })).toMatchObject({
      tone: 'quiet',
      word: 'Too few rows to tell',
    });
  });

  test('a baseline says what follows from it', () => {
    const words = (change: Partial<BaselineItem>) =>
      fateWords('churn', { is: 'baseline', baseline: baseline(change) });
    expect(words({}).text).toContain('A model learns from it to predict churned.');
    expect(words({ label: null }).text).toContain('no model learns from it');
    expect(words({ state: 'candidate' }).word).toBe('Waits to be put in charge');
  });

  test('what quotes a file cannot act on the page or its reader', () => {
    expect(fateWords('churn', { is: 'set-aside', message: '\u202egnp.exe' }).text).toBe('\\u202egnp.exe');
  });
});
