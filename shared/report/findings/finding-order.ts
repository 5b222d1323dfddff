import type { Finding } from '../report.ts';

/** Problems before notices, otherwise in the report's order. */
export function problemsFirst(findings: readonly Finding[]): Finding[] {
  return [
    ...findings.filter((f) => f.severity === 'problem'),
    ...findings.filter((f) => f.severity !== 'problem'),
  ];
}
