import { describe, expect, test } from 'vitest';
import { matchRoute } from '../../../../functions/dashboard/web/router.ts';

const ROUTES = [
  { pattern: '/', target: 'home' },
  { pattern: '/monitors/:monitor', target: 'monitor' },
  { pattern: '/monitors/:monitor/models', target: 'models' },
  { pattern: '/monitors/:monitor/batches/:batch/features/:feature', target: 'feature' },
];

describe('matchRoute(routes, path)', () => {
  test.each([
    ['/', 'home', {}],
    ['/monitors/default', 'monitor', { monitor: 'default' }],
    ['/monitors/default/', 'monitor', { monitor: 'default' }],
    ['/monitors/default/models', 'models', { monitor: 'default' }],
    ['/monitors/a/batches/b/features/c', 'feature', { monitor: 'a', batch: 'b', feature: 'c' }],
  ])('%s leads to %s', (path, target, params) => {
    expect(matchRoute(ROUTES, path)).toEqual({ target, params });
  });

  test.each(['a/b', '100 %', '<b>', '__proto__', 'ünïcödé', '\u202eabc', '?#'])(
    'gives back a name as it was, whatever it holds: %j',
    (feature) => {
      const path = `/monitors/m/batches/b/features/${encodeURIComponent(feature)}`;
      expect(matchRoute(ROUTES, path)?.params.feature).toBe(feature);
    },
  );

  test.each(['/nothing', '/monitors', '/monitors/a/b', '/monitors/%E0%A4%A'])('%s leads nowhere', (path) => {
    expect(matchRoute(ROUTES, path)).toBeNull();
  });
});
