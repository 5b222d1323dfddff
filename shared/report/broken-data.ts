import type { Report } from './report.ts';

export function looksBroken(report: Report): string[] {
  return report.findings.filter(({ code }) => code === 'missing-column').map(({ message }) => message);
}
