import * as v from 'valibot';
import { type Report, reportSchema } from '../report.ts';

/**
 * The report document as JSON: keys in the schema's order, indented by two spaces, one line break at the end.
 * The same report gives the same bytes, however its objects were put together. O(report).
 *
 * @throws when the report breaks its own schema, or holds an infinity, which JSON would turn into null.
 */
export function renderJson(report: Report): string {
  return `${JSON.stringify(v.parse(reportSchema, report), finite, 2)}\n`;
}

function finite(key: string, value: unknown): unknown {
  if (typeof value === 'number' && !Number.isFinite(value)) {
    throw new RangeError(`A report cannot hold ${value} in ${key}: JSON has no infinities; use null.`);
  }
  return value;
}
