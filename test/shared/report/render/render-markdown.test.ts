import { describe, expect, it } from 'vitest';
import { escapeMarkdown, markdownCode } from '../../../../shared/report/render/markdown-escape.ts';
import { renderMarkdown } from '../../../../shared/report/render/render-markdown.ts';
import * as examples from '../example-reports.ts';

describe('the Markdown report', () => {
  it.each([
    ['drift', examples.driftReport],
    ['no drift', examples.okReport],
    ['too few rows', examples.insufficientReport],
    ['the plain rule', examples.plainKsReport],
    ['categories and missing values', examples.mixedReport],
    ['hostile names', examples.hostileReport],
  ])('of %s reads as before', (_, report) => {
    expect(renderMarkdown(report)).toMatchSnapshot();
  });

  it('keeps three cells in every row of its table, whatever the names', () => {
    const rows = renderMarkdown(examples.hostileReport)
      .split('\n')
      .filter((line) => line.startsWith('|'));
    expect(rows).toHaveLength(2 + examples.hostileReport.features.length);
    for (const row of rows) expect(row.split('|')).toHaveLength(5);
  });

  it('passes on no tag but its own', () => {
    const outsideCode = renderMarkdown(examples.hostileReport).replaceAll(/`[^`]*`/g, '');
    const tags = outsideCode.match(/<\/?[a-z]+/gi) ?? [];
    expect(new Set(tags)).toEqual(
      new Set(['<details', '</details', '<summary', '</summary', '<br', '<sub', '</sub', '<code', '</code']),
    );
  });
});

describe('escapeMarkdown', () => {
  it.each([
    ['a|b', 'a&#124;b'],
    ['<b>&', '&lt;b&gt;&amp;'],
    ['radius_mean', 'radius_mean'],
    ['_em_ __strong__', '&#95;em&#95; &#95;&#95;strong&#95;&#95;'],
    ['[x](y)', '&#91;x&#93;(y)'],
    ['http://a.example www.b.example', 'http&#58;//a.example www&#46;b.example'],
    ['@octocat #1', '@&#8203;octocat &#35;&#8203;1'],
    ['line\nbreak', 'line&#92;nbreak'],
  ])('writes %j as %j', (text, escaped) => {
    expect(escapeMarkdown(text)).toBe(escaped);
  });
});

describe('markdownCode', () => {
  it('is a code span where the name can stand in one', () => {
    expect(markdownCode('radius_mean')).toBe('`radius_mean`');
    expect(markdownCode('@octocat <b>')).toBe('`@octocat <b>`');
  });

  it('is an element of entities where backticks, pipes or backslashes would break a code span', () => {
    expect(markdownCode('a`b|c')).toBe('<code>a&#96;b&#124;c</code>');
  });
});
