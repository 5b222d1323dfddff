import { expect, test } from 'vitest';
import { accuracyChart, means } from '../../../infra/demo/accuracy-chart.ts';

const batch = (neverRetrained: number, withDriftline: number, drifted = false, promoted = false) => ({
  neverRetrained,
  withDriftline,
  drifted,
  promoted,
});
const BATCHES = [
  batch(0.9, 0.9),
  batch(0.6, 0.6, true),
  batch(0.62, 0.62, true, true),
  batch(0.52, 0.84),
  batch(1, 0.98),
];

test('accuracyChart() draws both models to one scale, which begins at the ten percent below the least', () => {
  expect(accuracyChart('week', BATCHES)).toBe(
    `                       never ○     with ●
                     retrained  Driftline  50 %                           100 %
week 1                  90.0 %     90.0 %                              ●
week 2    drift         60.0 %     60.0 %         ●
week 3    promoted      62.0 %     62.0 %          ●
week 4                  52.0 %     84.0 %   ○──────────────────────●
week 5                 100.0 %     98.0 %                                    ●○`,
  );
});

test('means() are of the batches since the first drift, and of those after the first promotion', () => {
  expect(means('batch', BATCHES)).toEqual([
    'Batches 2 to 5, since the drift began: 68.5 % right never retrained, 76.0 % with Driftline.',
    'Batches 4 to 5, since the first promotion: 76.0 % right never retrained, 91.0 % with Driftline.',
  ]);
  expect(means('week', BATCHES.slice(0, 1))).toEqual([]);
});
