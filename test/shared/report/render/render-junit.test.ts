import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import { renderJunit } from '../../../../shared/report/render/render-junit.ts';
import type { Report } from '../../../../shared/report/report.ts';
import { safeText } from '../../../../shared/text/safe-text.ts';
import * as examples from '../example-reports.ts';

interface Case {
  name: string;
  failure?: { message: string; '#text': string };
  skipped?: { message: string };
}
interface Suite {
  tests: string;
  failures: string;
  skipped: string;
  testcase: Case[];
  'system-out': string;
}

function parse(report: Report): Suite {
  const xml = renderJunit(report);
  expect(XMLValidator.validate(xml)).toBe(true);
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '',
    parseTagValue: false,
    trimValues: false,
    isArray: (name) => name === 'testcase',
  });
  return parser.parse(xml).testsuites.testsuite;
}

describe('the JUnit report', () => {
  it('has a test case for each feature and fails those that drifted', () => {
    const suite = parse(examples.driftReport);
    expect(suite).toMatchObject({ tests: '30', failures: '5', skipped: '0' });
    expect(suite.testcase.map((c) => c.name)).toEqual(examples.driftReport.features.map((f) => f.name));
    expect(suite.testcase.filter((c) => c.failure).map((c) => c.name)).toEqual(
      examples.driftReport.features.filter((f) => f.drifted).map((f) => f.name),
    );
    expect(suite.testcase[0]!.failure!.message).toMatch(/^typical value .* → .* \(\+25 %\)$/);
  });

  it('skips every feature of a batch that is too small to tell, with the rows it needs', () => {
    const suite = parse(examples.insufficientReport);
    expect(suite).toMatchObject({ tests: '2', failures: '0', skipped: '2' });
    expect(suite.testcase[0]!.skipped!.message).toContain('66 rows are needed');
  });

  it('skips a feature that has too few values in a batch that is otherwise large enough', () => {
    const [first, second, ...rest] = examples.okReport.features;
    const features = [{ ...first!, minDetectable: 0.31 }, { ...second!, minDetectable: null }, ...rest];
    const suite = parse({ ...examples.okReport, features });
    expect(suite.testcase.filter((c) => c.skipped).map((c) => c.name)).toEqual([first!.name, second!.name]);
  });

  it('carries the four summary lines and the findings, problems first', () => {
    const lines = parse(examples.driftReport)['system-out'].split('\n');
    expect(lines[3]).toBe('ALERT: Significant feature drift detected!');
    expect(lines.slice(4).map((l) => l.split(':')[0])).toEqual(['problem', 'notice']);
  });

  it('is well-formed XML that gives every name back, whatever the names hold', () => {
    const names = parse(examples.hostileReport).testcase.map((c) => c.name);
    expect(names).toEqual(examples.hostileReport.features.map((f) => safeText(f.name)));
    // biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0 allows no other control characters
    expect(renderJunit(examples.hostileReport)).not.toMatch(/[\u0000-\u0008\u000b-\u001f\ufffe\uffff]/);
  });
});
