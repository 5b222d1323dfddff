import { describe, expect, it } from 'vitest';
import { renderJson } from '../../../../shared/report/render/render-json.ts';
import type { Report } from '../../../../shared/report/report.ts';
import * as examples from '../example-reports.ts';

/** The same document with the keys of every object the other way round. */
function reversed<T>(value: T): T {
  if (Array.isArray(value)) return value.map(reversed) as T;
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).reverse();
  return Object.fromEntries(entries.map(([key, child]) => [key, reversed(child)])) as T;
}

describe('the JSON report', () => {
  it.each([
    ['drift', examples.driftReport],
    ['categories and missing values', examples.mixedReport],
    ['hostile names', examples.hostileReport],
  ])('gives the report of %s back', (_, report) => {
    expect(JSON.parse(renderJson(report))).toEqual(report);
  });

  it('has the same bytes in whatever order the keys were set', () => {
    expect(renderJson(reversed(examples.mixedReport))).toBe(renderJson(examples.mixedReport));
  });

  it('is indented by two spaces, begins with the schema version and ends with one line break', () => {
    const json = renderJson(examples.okReport);
    expect(json.startsWith('{\n  "schemaVersion": 1,\n  "runId": ')).toBe(true);
    expect(json.endsWith('}\n')).toBe(true);
    expect(json.endsWith('\n\n')).toBe(false);
  });

  it('refuses an infinity, which JSON would silently turn into null', () => {
    const [first, ...rest] = examples.okReport.features;
    const report: Report = { ...examples.okReport, features: [{ ...first!, statistic: Infinity }, ...rest] };
    expect(() => renderJson(report)).toThrow('A report cannot hold Infinity in statistic');
  });
});
