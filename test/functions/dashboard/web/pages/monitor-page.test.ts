import { describe, expect, test } from 'vitest';
import { localMoment, momentOf } from '../../../../../functions/dashboard/web/pages/monitor/local-moment.ts';
import {
  performanceOverTime,
  performanceWords,
} from '../../../../../functions/dashboard/web/pages/monitor/performance.ts';
import { timelineOf, timelineWords } from '../../../../../functions/dashboard/web/pages/monitor/timeline.ts';
import { newsBetween } from '../../../../../functions/dashboard/web/pages/monitor/use-news.ts';
import type { Batch } from '../../../../../functions/dashboard/wire/batches.ts';
import type { MonitorSummary } from '../../../../../functions/dashboard/wire/monitors.ts';
import type { Performance } from '../../../../../functions/dashboard/wire/performance.ts';

const NOON = Date.UTC(2026, 2, 14, 12);
const DAY_MS = 24 * 60 * 60_000;

describe('timelineOf(newestFirst)', () => {
  const batch = (day: number, drifted: number, incident: string | null, model: string | null = 'm1') =>
    ({
      state: 'judged',
      file: { name: `day-${day}.csv`, uploaded: NOON + day * DAY_MS },
      verdict: drifted > 0 ? 'drift' : 'ok',
      driftedFeatures: drifted,
      totalFeatures: 10,
      driftPercentage: drifted * 10,
      model,
      decision: { incident },
    }) as unknown as Batch;
  const duplicate = { state: 'duplicate' } as Batch;
  const newestFirst = [
    batch(5, 0, null, 'm2'),
    batch(4, 1, 'two', 'm2'),
    duplicate,
    batch(3, 5, 'one'),
    batch(2, 0, 'one'),
    batch(1, 3, 'one', null),
    batch(0, 0, null),
  ];

  test('has a bar for each judged batch, oldest first', () => {
    expect(timelineOf(newestFirst).bars.map(({ share }) => share)).toEqual([0, 0.3, 0, 0.5, 0.1, 0]);
  });

  test('spans incidents from their first batch to their last', () => {
    expect(timelineOf(newestFirst).incidents).toEqual([
      { from: 1, to: 3 },
      { from: 4, to: 4 },
    ]);
  });

  test('knows where another model took charge, batches without one aside', () => {
    expect(timelineOf(newestFirst).newModels).toEqual([4]);
  });

  test('is said in words: how many drifted, and which most', () => {
    expect(timelineWords(newestFirst)).toMatch(
      /^Share of features that drifted in each of 6 batches\. 3 of them drifted, most day-3\.csv on .*2026: 50 %\.$/,
    );
    expect(timelineWords([batch(0, 0, null)])).toMatch(/None drifted\.$/);
  });
});

describe('performance over time', () => {
  const interval = (value: number) => ({ value, low: value - 0.05, high: value + 0.05 });
  const scored = (day: number, model: string, accuracy: number | null, estimate: number | null) =>
    ({
      batchId: `b${day}`,
      uploaded: NOON + day * DAY_MS,
      model,
      measured:
        accuracy === null ? null : { accuracy: interval(accuracy), logLoss: interval(1), rocAuc: null },
      estimated: estimate === null ? null : { accuracy: estimate, rocAuc: null },
    }) as unknown as Performance;
  const newestFirst = [
    scored(3, 'new', null, 0.8),
    scored(2, 'new', 0.77, 0.75),
    scored(2, 'old', 0.6, 0.86),
    scored(1, 'old', 0.83, 0.84),
  ];

  test('has a point for each model on each batch, and each batch once', () => {
    const { points, times } = performanceOverTime(newestFirst, 'accuracy');
    expect(times).toHaveLength(3);
    expect(
      points.map(({ place, model, measured, estimated }) => [place, model, measured?.value, estimated]),
    ).toEqual([
      [0, 'old', 0.83, 0.84],
      [1, 'old', 0.6, 0.86],
      [1, 'new', 0.77, 0.75],
      [2, 'new', undefined, 0.8],
    ]);
  });

  test('estimates no log loss, and leaves out what a batch does not have', () => {
    const lossOf = performanceOverTime(newestFirst, 'logLoss');
    expect(lossOf.points.every(({ estimated }) => estimated === null)).toBe(true);
    const { points } = performanceOverTime(newestFirst, 'rocAuc');
    expect(points.every(({ measured, estimated }) => measured === null && estimated === null)).toBe(true);
  });

  const words = (list: readonly Performance[], metric: 'accuracy' | 'rocAuc' = 'accuracy') =>
    performanceWords(performanceOverTime(list, metric), metric);

  test('is said in words: the newest labels, and the worst before', () => {
    expect(words([scored(2, 'm', 0.77, null), scored(1, 'm', 0.6, null)])).toMatch(
      /^Accuracy was 77 % on .*, by the newest labels; at worst 60 % on .*\.$/,
    );
    expect(words([scored(1, 'm', 0.83, null)])).toMatch(/by the newest labels\.$/);
  });

  test('says when it is estimated, and when it is not known', () => {
    expect(words([scored(1, 'm', null, 0.9)])).toMatch(/^Accuracy is estimated at 90 % on .*; no labels/);
    expect(words(newestFirst, 'rocAuc')).toBe('ROC AUC is not known: no labels have come.');
  });
});

describe('newsBetween(before, now)', () => {
  const summary = (change: Partial<MonitorSummary>) =>
    ({
      monitor: 'churn',
      status: 'healthy',
      newest: null,
      champion: { model: 'm1' },
      ...change,
    }) as MonitorSummary;
  const newest = {
    batchId: 'b1',
    file: { name: 'june.csv' },
    verdict: 'drift',
    driftedFeatures: 5,
    totalFeatures: 30,
  } as MonitorSummary['newest'];

  test('tells a verdict, a change of status and another model', () => {
    expect(newsBetween(summary({}), summary({ newest, status: 'unreliable' }))).toBe(
      'june.csv: Drift, 5 of 30 features drifted. churn is now: Unreliable.',
    );
    const promoted = summary({ champion: { model: 'm2' } as MonitorSummary['champion'] });
    expect(newsBetween(summary({}), promoted)).toBe('Another model is in charge.');
  });

  test('is silent where nothing of it is new', () => {
    expect(newsBetween(summary({ newest }), summary({ newest, atWork: 3 }))).toBe('');
  });
});

describe('moments in the reader’s own time', () => {
  test('go into an input and come back, to the minute', () => {
    expect(momentOf(localMoment(NOON))).toBe(NOON);
    expect(localMoment(NOON)).toMatch(/^2026-03-1[345]T\d\d:\d\d$/);
  });

  test('are none where nothing was chosen', () => {
    expect(momentOf('')).toBeNull();
  });
});
