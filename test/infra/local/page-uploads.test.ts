import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type EmbeddedRun, startEmbeddedRun } from '../../../infra/local/embedded-run.ts';
import type { News } from '../../../infra/local/news.ts';
import { baselineCsv, cleanCsv } from '../../functions/sample-csv.ts';

let root: string;
let news: News[];
let run: EmbeddedRun;

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'driftline-uploads-'));
  news = [];
  run = await start();
});
afterEach(async () => {
  await run.stop();
  rmSync(root, { recursive: true, force: true });
});

function start(): Promise<EmbeddedRun> {
  return startEmbeddedRun({
    stateFolder: root,
    port: { port: 0, orAnother: false },
    demo: null,
    web: 'dist/web',
    onNews: (one) => news.push(one),
    log: () => {},
  });
}

const heard = (kind: News['kind']) =>
  news.flatMap((one) => (one.kind === kind && 'key' in one ? [one.key] : []));
const hear = (kind: News['kind'], ...keys: string[]) =>
  vi.waitFor(() => expect(heard(kind)).toEqual(keys), { timeout: 10_000 });
const read = async (path: string) => (await fetch(run.url + path)).json();
const send = (method: string, path: string, body: string, type = 'application/json') =>
  fetch(run.url + path, { method, body, headers: { Origin: run.url, 'Content-Type': type } });

async function upload(kind: string, name: string, content: string): Promise<void> {
  const asked = { monitor: 'churn', kind, name, size: content.length };
  const { url, method } = (await (await send('POST', '/api/v1/uploads', JSON.stringify(asked))).json()) as {
    url: string;
    method: string;
  };
  expect((await send(method, url, content, 'text/csv')).status).toBe(200);
}

test('a file sent from the page is answered like one copied into the folder, and once only', async () => {
  await upload('baseline', 'train.csv', baselineCsv());
  await hear('baseline', 'baseline/churn/train.csv');
  await upload('production', 'june.csv', cleanCsv(1));
  await hear('verdict', 'production/churn/june.csv');
  await run.stop();
  news = [];
  run = await start();
  await upload('production', 'july.csv', cleanCsv(2));
  await hear('verdict', 'production/churn/july.csv');
  expect(await read('/api/v1/monitors/churn/batches')).toMatchObject({
    items: [{ file: { name: 'july.csv' } }, { file: { name: 'june.csv' } }],
  });
});

test('settings changed on the page stay when the folder has older ones, also after a start', async () => {
  mkdirSync(join(root, 'inputs', 'monitors'), { recursive: true });
  writeFileSync(join(root, 'inputs', 'monitors', 'churn.json'), '{"alpha":0.01}');
  const alpha = async () => {
    const { settings } = (await read('/api/v1/monitors/churn/settings')) as { settings?: { alpha: number } };
    return settings?.alpha;
  };
  await vi.waitFor(async () => expect(await alpha()).toBe(0.01), { timeout: 10_000 });
  expect((await send('PUT', '/api/v1/monitors/churn/settings', '{"alpha":0.02}')).status).toBe(202);
  await vi.waitFor(async () => expect(await alpha()).toBe(0.02), { timeout: 10_000 });
  await run.stop();
  run = await start();
  await upload('baseline', 'train.csv', baselineCsv());
  await hear('baseline', 'baseline/churn/train.csv');
  expect(await alpha()).toBe(0.02);
});

test('a file whose sender goes away half-way is not there', async () => {
  const { port } = new URL(run.url);
  await new Promise<void>((resolve) => {
    const sending = request({
      ...{ host: '127.0.0.1', port, method: 'PUT', path: '/api/v1/uploads/production/churn/half.csv' },
      headers: { 'X-Driftline': '1', 'Content-Length': '1000' },
    });
    sending.on('error', () => resolve());
    sending.write('amount,age,rate\n1,2,3\n', () => setTimeout(() => sending.destroy(), 100));
  });
  await upload('baseline', 'train.csv', baselineCsv());
  await hear('baseline', 'baseline/churn/train.csv');
  expect(heard('waiting')).toEqual([]);
});

test('a page elsewhere can neither read nor send anything', async () => {
  const status = (headers: Record<string, string>, method = 'GET') =>
    new Promise((resolve, reject) => {
      const { port } = new URL(run.url);
      request(
        { host: '127.0.0.1', port, method, path: '/api/v1/monitors/churn/mute', headers },
        (response) => {
          response.resume();
          resolve(response.statusCode);
        },
      )
        .on('error', reject)
        .end();
    });
  expect(await status({ Host: 'evil.example' })).toBe(403);
  expect(await status({ Host: 'evil.example', Origin: 'http://evil.example' }, 'DELETE')).toBe(403);
  expect(await status({ Origin: 'http://evil.example' }, 'DELETE')).toBe(403);
  expect(await status({ Origin: run.url }, 'DELETE')).toBe(404);
});
