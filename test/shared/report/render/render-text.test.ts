import { stripVTControlCharacters } from 'node:util';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { renderText } from '../../../../shared/report/render/render-text.ts';
import type { Report } from '../../../../shared/report/report.ts';
import { exampleReport, normalValues, numericFeature } from '../example-report.ts';
import * as examples from '../example-reports.ts';

const plain = (report: Report, width = 80) => renderText(report, { color: false, width });
const firstFour = (report: Report) => plain(report).split('\n').slice(0, 4);
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const UNSAFE = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

describe('the text report', () => {
  it('begins with the four summary lines, word for word', () => {
    expect(firstFour(examples.driftReport)).toEqual([
      'Total Features: 30',
      'Drifted Features: 5',
      'Drift Percentage: 16.67%',
      'ALERT: Significant feature drift detected!',
    ]);
    expect(firstFour(examples.okReport)).toEqual([
      'Total Features: 30',
      'Drifted Features: 0',
      'Drift Percentage: 0.00%',
      'No significant drift detected.',
    ]);
  });

  it('raises no alert below alert.minDriftedFeatures, and says from how many on it would', () => {
    const report: Report = {
      ...examples.driftReport,
      settings: { ...examples.driftReport.settings, minDriftedFeatures: 6 },
      summary: { ...examples.driftReport.summary, alert: false },
    };
    expect(firstFour(report)[3]).toBe('No significant drift detected.');
    expect(plain(report)).toContain('An alert is raised from 6 drifted features on');
  });

  it('says after the four lines that a batch is too small to tell, and how many rows are needed', () => {
    const lines = plain(examples.insufficientReport, 200).split('\n');
    expect(lines[3]).toBe('No significant drift detected.');
    expect(lines[4]).toBe(
      'The batch is too small to tell: it has 5 rows; 66 rows are needed to show a change of 0.3 on a scale from 0 to 1.',
    );
  });

  it('says that the baseline is to be enlarged when no batch could be large enough', () => {
    const { summary, ...report } = examples.insufficientReport;
    const text = plain({ ...report, summary: { ...summary, rowsForResolution: null } }, 200);
    expect(text).toContain('Enlarge the baseline.');
  });

  it.each([
    ['drift', examples.driftReport],
    ['no drift', examples.okReport],
    ['too few rows', examples.insufficientReport],
    ['the plain rule', examples.plainKsReport],
    ['categories and missing values', examples.mixedReport],
    ['hostile names', examples.hostileReport],
  ])('of %s reads as before', (_, report) => {
    expect(plain(report)).toMatchSnapshot();
  });

  it.each([40, 60, 80, 120])(
    'keeps every line after the summary within %d columns, whatever the names',
    (width) => {
      for (const report of [examples.mixedReport, examples.hostileReport]) {
        for (const line of plain(report, width).split('\n').slice(4))
          expect(stringWidth(line)).toBeLessThanOrEqual(width);
      }
    },
  );

  it('never lets a name act on the terminal', () => {
    expect(plain(examples.hostileReport)).not.toMatch(UNSAFE);
  });

  it('differs in colour codes alone when coloured', () => {
    for (const report of [examples.driftReport, examples.insufficientReport, examples.hostileReport]) {
      const colored = renderText(report, { color: true, width: 80 });
      expect(colored).toContain('\u001b[');
      expect(stripVTControlCharacters(colored)).toBe(plain(report));
    }
  });

  it('lists fifty drifted features and counts the rest', () => {
    const before = normalValues(1, 60, 10, 1);
    const after = before.map((x) => x + 5);
    const features = Array.from({ length: 53 }, (_, i) => numericFeature(`f${i}`, before, after));
    const text = plain(exampleReport(features));
    expect(text).toContain('f49: ');
    expect(text).not.toContain('f50: ');
    expect(text).toContain('… and 3 more');
  });
});
