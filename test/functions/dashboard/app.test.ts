import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { OpenApi } from '../../../functions/dashboard/api/open-api.ts';
import { muteMonitor } from '../../../functions/dashboard/wire/incidents.ts';
import { baselineCsv, driftedCsv } from '../sample-csv.ts';
import { ApiWorld } from './api-world.ts';

let world: ApiWorld;
beforeEach(() => {
  world = new ApiWorld();
});
afterEach(() => world.close());

describe('a request that changes something', () => {
  const change = async (headers: Record<string, string>, path = '/api/v1/monitors/default/mute') => {
    const response = await world.app.request(`http://127.0.0.1:4870${path}`, { method: 'DELETE', headers });
    return { status: response.status, body: await response.json() };
  };

  test('is taken from the dashboard’s own page, and from programs that say they are none', async () => {
    await world.upload('baseline/train.csv', baselineCsv());
    expect((await change({ Origin: 'http://127.0.0.1:4870' })).status).toBe(202);
    expect((await change({ 'X-Driftline': '1' })).status).toBe(202);
  });

  test.each([
    ['a page elsewhere', { Origin: 'https://evil.example' }],
    ['another port of this machine', { Origin: 'http://127.0.0.1:3000' }],
    ['another name of this machine', { Origin: 'http://localhost:4870' }],
    ['another scheme', { Origin: 'https://127.0.0.1:4870' }],
    ['a file or a frame without an origin', { Origin: 'null' }],
    ['a page elsewhere with our header', { Origin: 'https://evil.example', 'X-Driftline': '1' }],
    ['a form of an old browser', {}],
  ])('from %s is refused', async (_, headers) => {
    await world.upload('baseline/train.csv', baselineCsv());
    const { status, body } = await change(headers);
    expect(status).toBe(403);
    expect(body).toMatchObject({ error: { code: 'foreign-origin' } });
    expect(await world.pending()).toBe(0);
  });

  test('is measured by the address that browsers know, where that is another', async () => {
    const deployed = new ApiWorld({ origin: 'https://d.example' });
    try {
      await deployed.upload('baseline/train.csv', baselineCsv());
      const send = (origin: string) =>
        deployed.app.request('https://api.internal/api/v1/monitors/default/mute', {
          method: 'DELETE',
          headers: { Origin: origin },
        });
      expect((await send('https://d.example')).status).toBe(202);
      expect((await send('https://api.internal')).status).toBe(403);
    } finally {
      deployed.close();
    }
  });

  test('has to say that it is JSON, and to be it', async () => {
    await world.upload('baseline/train.csv', baselineCsv());
    const params = { monitor: 'default' };
    const body = { until: world.clock.now() + 1000, reason: 'x' };
    const plain = { body, headers: { 'Content-Type': 'text/plain' } };
    expect(await world.refusal(muteMonitor, params, plain)).toMatchObject({ status: 415, code: 'not-json' });
    const put = (text: string) =>
      world.app.request('/api/v1/monitors/default/mute', {
        method: 'PUT',
        headers: { 'X-Driftline': '1', 'Content-Type': 'application/json; charset=utf-8' },
        body: text,
      });
    expect((await put('{')).status).toBe(400);
    expect((await put('[]')).status).toBe(400);
    expect((await put('null')).status).toBe(400);
    expect((await put(`{"reason":"${'x'.repeat(2_000_000)}"}`)).status).toBe(413);
    expect(await (await put('{"until":1,"reason":"x","more":1}')).json()).toEqual({
      error: { code: 'unknown-field', field: 'more', message: 'more is not known here. Leave it out.' },
    });
    expect(await (await put('{"reason":"x"}')).json()).toEqual({
      error: { code: 'missing', field: 'until', message: 'until is missing. Add it.' },
    });
  });
});

describe('every answer', () => {
  test('may do nothing as a page, is not framed, and is what it says it is', async () => {
    for (const path of ['/api/v1/monitors', '/api/v1/none', '/api/docs', '/config.json', '/']) {
      const { headers } = await world.app.request(path);
      const policy = headers.get('Content-Security-Policy') ?? '';
      expect(policy).toMatch(/^default-src 'none';/);
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).not.toContain('unsafe');
      expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
      expect(headers.get('Referrer-Policy')).toBe('no-referrer');
      expect(headers.get('Access-Control-Allow-Origin')).toBeNull();
    }
  });

  test('insists on TLS where it is deployed, and not on one machine', async () => {
    expect((await world.app.request('/')).headers.get('Strict-Transport-Security')).toBeNull();
    const deployed = new ApiWorld({ origin: 'https://d.example' });
    try {
      const { headers } = await deployed.app.request('/');
      expect(headers.get('Strict-Transport-Security')).toBe('max-age=63072000; includeSubDomains');
    } finally {
      deployed.close();
    }
  });

  test('of an address that is not there is a sentence', async () => {
    for (const path of ['/api/v1/none', '/api/none', '/api/v1/monitors/default/none']) {
      const response = await world.app.request(path);
      expect(response.status).toBe(404);
      expect(await response.json()).toMatchObject({ error: { code: 'no-endpoint' } });
    }
    expect(await (await world.app.request('/')).text()).toBe('the page');
  });
});

describe('the description of the API', () => {
  const read = async () => (await (await world.app.request('/api/v1/openapi.json')).json()) as OpenApi;

  test('is OpenAPI 3.1 with an operation for every endpoint, each named once', async () => {
    const { openapi, paths } = await read();
    expect(openapi).toBe('3.1.0');
    const operations = Object.values(paths).flatMap((operations) => Object.values(operations));
    expect(operations.length).toBeGreaterThan(30);
    const names = operations.map(({ operationId }) => operationId);
    expect(new Set(names).size).toBe(names.length);
    for (const { parameters, summary } of operations) {
      expect(summary).toMatch(/\.$/);
      expect(parameters.filter((one) => one.in === 'path').every(({ required }) => required)).toBe(true);
    }
  });

  test('has schemas that are valid, refer to what is there, and fit what is answered', async () => {
    await world.upload('baseline/train.csv', baselineCsv());
    await world.upload('production/may.csv', driftedCsv(1));
    const document = await read();
    const ajv = new Ajv2020({ strict: false });
    ajv.addSchema(document, 'api');
    const pointer = (path: string) =>
      `api#/paths/${path.replaceAll('/', '~1')}/get/responses/200/content/application~1json/schema`;
    for (const [path, operations] of Object.entries(document.paths)) {
      if (operations.get?.responses[200]?.content === undefined) continue;
      const [type] = Object.keys(operations.get.responses[200].content as object);
      if (type !== 'application/json' || path.includes('report.json')) continue;
      const check = ajv.getSchema(encodeURI(pointer(path)));
      expect(check, path).toBeDefined();
      const response = await world.app.request(`/api/v1${path.replace('{monitor}', 'default')}`);
      if (response.status !== 200) continue;
      expect(check?.(await response.json()), `${path}: ${JSON.stringify(check?.errors)}`).toBe(true);
    }
  });

  test('can be read as a page without a script', async () => {
    const response = await world.app.request('/api/docs');
    const page = await response.text();
    expect(page).toContain(
      '<code><b>GET</b> /api/v1/monitors/{monitor}/batches</code> Batches, newest first.',
    );
    expect(page).not.toMatch(/<script|<style|\sstyle=|\son\w+=/);
    expect(response.headers.get('Content-Security-Policy')).toContain("style-src 'self'");
    expect((await world.app.request('/api/docs.css')).headers.get('Content-Type')).toContain('text/css');
  });
});
