import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { accessFromClaims } from '../../../functions/dashboard/access.ts';
import type { OpenApi } from '../../../functions/dashboard/api/open-api.ts';
import { ApiWorld } from './api-world.ts';

let world: ApiWorld;
beforeEach(() => {
  world = new ApiWorld();
});
afterEach(() => world.close());

interface Asked {
  readonly method: string;
  readonly path: string;
  readonly changes: boolean;
}

/** Everything that the API answers, from its own description. */
async function allRequests(): Promise<Asked[]> {
  const { paths } = (await (await world.app.request('/api/v1/openapi.json')).json()) as OpenApi;
  return Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, { description }]) => ({
      method: method.toUpperCase(),
      path: `/api/v1${path.replaceAll(/\{\w+\}/g, 'default')}`,
      changes: description === 'For operators.',
    })),
  );
}

const ask = async ({ method, path }: Asked) => {
  const body = method === 'GET' ? {} : { body: '{}' };
  const headers = { 'X-Driftline': '1', 'Content-Type': 'application/json' };
  return world.app.request(path, { method, headers, ...body });
};

describe('who is not signed in', () => {
  test('is answered nothing but what the API is', async () => {
    world.who = null;
    for (const asked of await allRequests()) {
      const response = await ask(asked);
      expect(response.status, asked.path).toBe(401);
      expect(await response.json()).toMatchObject({ error: { code: 'not-signed-in' } });
    }
  });
});

describe('who is in no group', () => {
  test('is told whom to ask', async () => {
    world.who = { name: 'mallory@example.com', may: null };
    for (const asked of await allRequests()) {
      const response = await ask(asked);
      expect(response.status, asked.path).toBe(403);
      expect(await response.json()).toMatchObject({ error: { code: 'no-group' } });
    }
  });
});

describe('a viewer', () => {
  test('may ask for everything that changes nothing, and for nothing else', async () => {
    world.who = { name: 'Eve', may: 'view' };
    const all = await allRequests();
    for (const asked of all) {
      const response = await ask(asked);
      if (asked.changes) expect(await response.json()).toMatchObject({ error: { code: 'operators-only' } });
      else expect([401, 403], asked.path).not.toContain(response.status);
    }
    const free = all.filter(({ method, changes }) => method !== 'GET' && !changes);
    // Both read alone.
    expect(free.map(({ path }) => path)).toEqual([
      '/api/v1/monitors/default/settings/preview',
      '/api/v1/monitors/default/predict',
    ]);
    expect(await world.pending()).toBe(0);
  });
});

describe('claims of a token', () => {
  test.each([
    ['[operator]', 'operate'],
    ['[viewer operator]', 'operate'],
    ['[viewer]', 'view'],
    ['viewer', 'view'],
    ['[viewers, operators]', null],
    ['[not-operator]', null],
    [undefined, null],
    [['operator'], 'operate'],
  ])('with groups %j may %s', (groups, may) => {
    const claims = { sub: 'abc', ...(groups !== undefined && { 'cognito:groups': groups }) };
    expect(accessFromClaims(claims)).toEqual({ name: 'abc', may });
  });

  test('name whoever signed in as they know themselves', () => {
    const claims = { email: 'ada@example.com', username: 'x', sub: 'abc' };
    expect(accessFromClaims(claims)?.name).toBe('ada@example.com');
    expect(accessFromClaims({ username: 'x', sub: 'abc' })?.name).toBe('x');
  });

  test('that are absent give no access at all', () => {
    expect(accessFromClaims(null)).toBeNull();
  });
});
