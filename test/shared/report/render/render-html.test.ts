import { type DefaultTreeAdapterTypes, parse } from 'parse5';
import { describe, expect, it } from 'vitest';
import { renderHtml } from '../../../../shared/report/render/render-html.ts';
import type { Report } from '../../../../shared/report/report.ts';
import { exampleReport, normalValues, numericFeature } from '../example-report.ts';
import * as examples from '../example-reports.ts';

type Node = DefaultTreeAdapterTypes.Node;
type Element = DefaultTreeAdapterTypes.Element;

function* walk(node: Node): Generator<Node> {
  yield node;
  if ('childNodes' in node) for (const child of node.childNodes) yield* walk(child);
}

function elements(source: string): Element[] {
  const errors: string[] = [];
  const document = parse(source, { onParseError: (error) => errors.push(error.code) });
  expect(errors).toEqual([]);
  return [...walk(document)].filter((node): node is Element => 'tagName' in node);
}

const named = (all: readonly Element[], ...tags: string[]) => all.filter((e) => tags.includes(e.tagName));
const attribute = (element: Element, name: string) => element.attrs.find((a) => a.name === name)?.value;
const textOf = (element: Element) =>
  [...walk(element)].map((node) => ('value' in node ? node.value : '')).join('');

const all: [string, Report][] = [
  ['drift', examples.driftReport],
  ['no drift', examples.okReport],
  ['too few rows', examples.insufficientReport],
  ['the plain rule', examples.plainKsReport],
  ['categories and missing values', examples.mixedReport],
  ['hostile names', examples.hostileReport],
];

describe('the HTML report', () => {
  it.each(all)('of %s parses without an error and refers to nothing outside itself', (_, report) => {
    const source = renderHtml(report);
    const found = elements(source);
    expect(named(found, 'script', 'link', 'img', 'iframe', 'object', 'embed', 'form', 'a', 'base')).toEqual(
      [],
    );
    for (const { attrs } of found) {
      for (const { name, value } of attrs) {
        expect(name).not.toMatch(/^(src|srcset|href|xlink:href|action|style|on.*)$/);
        if (name !== 'aria-label') expect(value).not.toMatch(/https?:|url\(/);
      }
    }
    for (const style of named(found, 'style')) expect(textOf(style)).not.toMatch(/url\(|@import|https?:/);
    expect(named(found, 'style')).toHaveLength(1);
  });

  it('forbids itself scripts and requests', () => {
    const metas = named(elements(renderHtml(examples.okReport)), 'meta');
    const policy = metas.find((m) => attribute(m, 'http-equiv') === 'Content-Security-Policy');
    expect(attribute(policy!, 'content')).toMatch(/^default-src 'none'; style-src 'unsafe-inline';/);
  });

  it('stays under 300 kB for 30 features', () => {
    expect(renderHtml(examples.driftReport).length).toBeLessThan(300_000);
  });

  it('stays under 3 MB for 3,000 features: pictures for the strongest, figures for all', () => {
    const before = normalValues(1, 80, 10, 1);
    const after = before.map((x) => x + 2);
    const [changed, same] = [numericFeature('', before, after), numericFeature('', before, before)];
    const features = Array.from({ length: 3_000 }, (_, i) => ({
      ...(i < 300 ? changed : same),
      name: `f${i}`,
    }));
    const source = renderHtml(exampleReport(features));
    expect(source.length).toBeLessThan(3_000_000);
    const found = elements(source);
    expect(
      named(found, 'tbody').flatMap((body) => named([...body.childNodes] as Element[], 'tr')),
    ).toHaveLength(3_000);
    expect(source).toContain('The other 100 are in the table of figures below.');
  });

  it.each(all)('of %s says the verdict in its only h1, with a shape beside it', (_, report) => {
    const found = elements(renderHtml(report));
    const words = {
      drift: 'The data has drifted',
      ok: 'No significant drift',
      insufficient: 'Too few rows to tell',
    };
    expect(named(found, 'h1').map(textOf)).toEqual([words[report.verdict]]);
    const verdict = found.find((e) => attribute(e, 'class') === `verdict ${report.verdict}`);
    expect(named([...walk(verdict!)] as Element[], 'svg')).toHaveLength(1);
  });

  it('answers in this order: what drifted, how sure, the data, the others, where from', () => {
    const headings = named(elements(renderHtml(examples.mixedReport)), 'h2').map(textOf);
    expect(headings).toEqual([
      'What drifted, strongest first',
      'How sure we are',
      'About the data',
      'All other features',
      'Where this comes from',
    ]);
  });

  it('has a picture with a name for every feature that has values, in the order of the report', () => {
    const found = elements(renderHtml(examples.mixedReport));
    const charts = found.filter((e) => e.tagName === 'svg' && attribute(e, 'role') === 'img');
    const titles = charts.map((chart) => attribute(chart, 'aria-label'));
    expect(titles.map((title) => /production\. (\w+): /.exec(title!)![1])).toEqual(
      examples.mixedReport.features.map((f) => f.name),
    );
    for (const chart of charts) {
      expect(textOf(named([...walk(chart)] as Element[], 'title')[0]!)).toBe(attribute(chart, 'aria-label'));
    }
  });

  it('has a captioned table of every feature with headed rows and columns', () => {
    const found = elements(renderHtml(examples.mixedReport));
    expect(named(found, 'caption')).toHaveLength(1);
    const rows = found.filter((e) => e.tagName === 'th' && attribute(e, 'scope') === 'row');
    expect(rows.map(textOf)).toEqual(examples.mixedReport.features.map((f) => f.name));
    expect(attribute(named(found, 'html')[0]!, 'lang')).toBe('en');
  });

  it('has no id twice', () => {
    const ids = elements(renderHtml(examples.mixedReport)).flatMap((e) => attribute(e, 'id') ?? []);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('shows hostile names as text, and never their control or direction characters', () => {
    const source = renderHtml(examples.hostileReport);
    const headings = named(elements(source), 'h3').map(textOf);
    expect(headings).toContain('</style><script>alert(1)</script>');
    expect(headings).toContain('<img src=x onerror=alert(1)>');
    expect(headings).toContain('__proto__');
    expect(source).not.toContain('<script');
    expect(source).not.toContain('<img');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
    expect(source).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/u);
  });

  it('says where it comes from: files, digests, settings, run', () => {
    const source = renderHtml(examples.mixedReport);
    const { current, baseline, runId } = examples.mixedReport;
    for (const text of [
      current.uri,
      current.sha256!,
      current.versionId!,
      baseline.uri,
      baseline.sha256!,
      runId,
    ]) {
      expect(source).toContain(text);
    }
  });
});
