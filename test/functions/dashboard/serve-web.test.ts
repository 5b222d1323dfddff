import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { serveWeb, webPolicy } from '../../../functions/dashboard/serve-web.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'driftline-web-'));
  await mkdir(join(folder, 'assets'));
  await writeFile(join(folder, 'index.html'), '<!doctype html><title>Driftline</title>');
  await writeFile(join(folder, 'assets/main-ABC.js'), 'export {};');
  await writeFile(join(folder, 'assets/unlisted.js'), 'secret');
  await writeFile(
    join(folder, 'manifest.json'),
    JSON.stringify({ assets: { 'main-ABC.js': 'text/javascript; charset=utf-8' } }),
  );
});
afterAll(async () => rm(folder, { recursive: true, force: true }));

describe('serveWeb(folder)', () => {
  test.each(['/', '/compare', '/monitors/default/batches/b1/features/a%20b'])(
    'gives the page for %s, asked for anew each time, with a policy without inline code',
    async (path) => {
      const response = await serveWeb(folder).request(path);
      expect(response.status).toBe(200);
      expect(await response.text()).toContain('<title>Driftline</title>');
      expect(response.headers.get('Cache-Control')).toBe('no-cache');
      const policy = response.headers.get('Content-Security-Policy')!;
      expect(policy).toContain("script-src 'self'; style-src 'self'; worker-src 'self'");
      expect(policy).not.toContain('unsafe');
    },
  );

  test('gives an asset under its type, to be kept for ever', async () => {
    const response = await serveWeb(folder).request('/assets/main-ABC.js');
    expect(await response.text()).toBe('export {};');
    expect(response.headers.get('Content-Type')).toBe('text/javascript; charset=utf-8');
    expect(response.headers.get('Cache-Control')).toBe('public, max-age=31536000, immutable');
  });

  test('lets a worker compile the scan engine, and nothing more', async () => {
    const { headers } = await serveWeb(folder).request('/assets/main-ABC.js');
    expect(headers.get('Content-Security-Policy')).toBe(
      "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'",
    );
  });

  test.each(['unlisted.js', '..%2Findex.html', '..%2f..%2f..%2fetc%2fpasswd', '__proto__', 'constructor'])(
    'gives nothing that the build does not list: %s',
    async (name) => {
      expect((await serveWeb(folder).request(`/assets/${name}`)).status).toBe(404);
    },
  );

  test('says how to build where nothing is built', async () => {
    const response = await serveWeb(join(folder, 'absent')).request('/');
    expect(response.status).toBe(503);
    expect(await response.text()).toContain('npm run build');
  });
});

test('webPolicy(origins) lets the page call these origins beside its own, and no others', () => {
  expect(webPolicy(['https://uploads.example'])).toContain("connect-src 'self' https://uploads.example;");
  expect(webPolicy()).toContain("connect-src 'self';");
});
