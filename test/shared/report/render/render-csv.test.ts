import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { renderCsv } from '../../../../shared/report/render/render-csv.ts';
import * as examples from '../example-reports.ts';

const rowsOf = (text: string): Record<string, string>[] => parse(text, { columns: true });

describe('renderCsv(report)', () => {
  it('has a row for each feature, in the report’s order, with every digit', () => {
    const rows = rowsOf(renderCsv(examples.driftReport));
    expect(rows.map(({ feature }) => feature)).toEqual(examples.driftReport.features.map(({ name }) => name));
    expect(rows.map(({ p_adjusted }) => Number(p_adjusted))).toEqual(
      examples.driftReport.features.map(({ pAdjusted }) => pAdjusted),
    );
    expect(rows.filter(({ drifted }) => drifted === 'yes')).toHaveLength(5);
  });

  it('leaves cells empty where a figure does not apply', () => {
    const byType = new Map(rowsOf(renderCsv(examples.mixedReport)).map((row) => [row.type, row]));
    expect(byType.get('numeric')?.total_variation).toBe('');
    expect(byType.get('categorical')?.wasserstein).toBe('');
  });

  it('lets no name or change run as a formula', () => {
    for (const row of rowsOf(renderCsv(examples.hostileReport))) {
      for (const cell of Object.values(row))
        if (Number.isNaN(Number(cell))) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
    }
  });
});
