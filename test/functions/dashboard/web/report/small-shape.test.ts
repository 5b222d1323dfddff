import { describe, expect, test } from 'vitest';
import { smallShape, stairs } from '../../../../../functions/dashboard/web/report/small-shape.ts';
import { driftReport, mixedReport } from '../../../../shared/report/example-reports.ts';

describe('smallShape(feature)', () => {
  test('has both sides on one scale, the highest bar being 1', () => {
    for (const feature of [...driftReport.features, ...mixedReport.features]) {
      const shape = smallShape(feature);
      if (shape === null) continue;
      expect(shape.baseline.length).toBe(shape.current.length);
      expect(Math.max(...shape.baseline, ...shape.current)).toBe(1);
    }
    expect(smallShape(driftReport.features[0]!)).not.toBeNull();
  });

  test('is nothing where there is nothing to draw', () => {
    expect(smallShape({ ...driftReport.features[0]!, picture: null, bins: null })).toBeNull();
  });
});

test('stairs(bars, width, height) goes from the ground and back to it', () => {
  expect(stairs([1, 0.5], 100, 20)).toBe('M0,20V0H50V10H100V20');
});
