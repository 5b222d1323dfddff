import { describe, expect, test } from 'vitest';
import { nextLink } from '../../../../../functions/dashboard/web/monitor/next-link.ts';

const link = (code: Parameters<typeof nextLink>[1]['code'], batch: string | null = null) =>
  nextLink('churn', { code, words: [], batch });

describe('nextLink(monitor, step)', () => {
  test.each([
    ['upload-baseline', '/monitors/churn/upload'],
    ['upload-production', '/monitors/churn/upload'],
    ['upload-labels', '/monitors/churn/upload'],
    ['upload-larger', '/monitors/churn/upload'],
    ['approve', '/monitors/churn/models'],
    ['review-candidate', '/monitors/churn/models'],
  ] as const)('%s leads to %s', (code, href) => {
    expect(link(code)?.href).toBe(href);
  });

  test('reading a report leads to the batch it is about', () => {
    expect(link('read-report', 'abc')).toEqual({
      href: '/monitors/churn/batches/abc',
      text: 'Read the report',
    });
    expect(link('read-report')).toBeNull();
  });

  test.each(['wait', 'nothing'] as const)('%s leads nowhere', (code) => {
    expect(link(code)).toBeNull();
  });
});
