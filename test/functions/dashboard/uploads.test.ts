import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { listBatches } from '../../../functions/dashboard/wire/batches.ts';
import { putSettings } from '../../../functions/dashboard/wire/settings.ts';
import { beginUpload, sendUpload } from '../../../functions/dashboard/wire/uploads.ts';
import { baselineCsv, cleanCsv } from '../sample-csv.ts';
import { ApiWorld } from './api-world.ts';

let world: ApiWorld;
beforeEach(() => {
  world = new ApiWorld();
});
afterEach(() => world.close());

const file = (body: object = {}) => ({
  body: { monitor: 'churn', kind: 'production', name: 'june.csv', size: 100, ...body },
});

async function upload(kind: 'baseline' | 'production', name: string, content: string): Promise<Response> {
  world.clock.wind(1000);
  const target = await world.answer(beginUpload, {}, file({ kind, name, size: content.length }));
  return world.app.request(target.url, {
    method: target.method,
    headers: { ...target.headers, 'X-Driftline': '1' },
    body: content,
  });
}

describe('an upload', () => {
  test('goes the way of a file that was copied into the folder: it is judged', async () => {
    expect((await upload('baseline', 'train.csv', baselineCsv())).status).toBe(200);
    const response = await upload('production', 'june.csv', cleanCsv(1));
    expect(await response.json()).toMatchObject({ key: 'production/churn/june.csv' });
    await world.settle();
    const { items } = await world.answer(listBatches, { monitor: 'churn' });
    expect(items).toMatchObject([{ state: 'judged', file: { name: 'june.csv' }, verdict: 'ok' }]);
  });

  test('keeps names that look like something else', async () => {
    for (const name of ['a b+c%20.csv', '<b>.csv', '\u202egpj.csv', '__proto__.csv', 'ünï.CSV', '#?.csv']) {
      const response = await upload('production', name, cleanCsv(1));
      expect(await response.json()).toMatchObject({ key: `production/churn/${name}` });
    }
  });

  test.each([
    [{ name: 'june.xlsx' }, 'name', 'not-csv'],
    [{ name: '../june.csv' }, 'name', 'file-name'],
    [{ name: 'a\\b.csv' }, 'name', 'file-name'],
    [{ name: '' }, 'name', 'file-name'],
    [{ name: 'a\u0000.csv' }, 'name', 'file-name'],
    [{ name: '\ud800.csv' }, 'name', 'file-name'],
    [{ name: `${'x'.repeat(1100)}.csv` }, 'name', 'file-name'],
    [{ monitor: 'Churn' }, 'monitor', 'monitor-name'],
    [{ monitor: '' }, 'monitor', 'monitor-name'],
    [{ monitor: 'a/b' }, 'monitor', 'monitor-name'],
    [{ kind: 'settings' }, 'kind', 'invalid'],
    [{ size: 10_001 }, 'size', 'too-large'],
    [{ size: -1 }, 'size', 'invalid'],
    [{ size: '100' }, 'size', 'invalid'],
  ])('of %j is refused before a byte is sent', async (body, field, code) => {
    const refusal = await world.refusal(beginUpload, {}, file(body));
    expect(refusal).toMatchObject({ field, code });
    expect(refusal.message).toMatch(/\.$/);
  });

  test('larger than agreed on is cut off, whatever it said, and nothing of it stays', async () => {
    const target = { kind: 'production', monitor: 'churn', name: 'june.csv' } as const;
    const { url } = await world.answer(beginUpload, {}, file({ size: 5 }));
    const send = (headers: Record<string, string>) =>
      world.app.request(url, {
        method: 'PUT',
        headers: { 'X-Driftline': '1', ...headers },
        body: 'x'.repeat(10_001),
      });
    expect((await send({ 'Content-Length': '10001' })).status).toBe(413);
    expect((await send({})).status).toBe(413);
    expect(world.objects.newestSource(`production/churn/${target.name}`)).toBeNull();
    expect((await world.objects.list('inputs', '')).objects).toEqual([]);
  });

  test('that breaks off leaves nothing behind', async () => {
    const broken = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        controller.enqueue(new TextEncoder().encode('amount\n1\n'));
        controller.error(new Error('The connection is gone.'));
      },
    });
    const { url } = await world.answer(beginUpload, {}, file());
    const request = new Request(`http://127.0.0.1${url}`, {
      method: 'PUT',
      headers: { 'X-Driftline': '1' },
      body: broken,
      duplex: 'half',
    } as RequestInit);
    expect((await world.app.request(request)).status).toBe(500);
    expect((await world.objects.list('inputs', '')).objects).toEqual([]);
  });

  test('to a kind or monitor that is none is refused here too', async () => {
    for (const params of [
      { kind: 'monitors', monitor: 'churn', name: 'a.csv' },
      { kind: 'production', monitor: 'Up', name: 'a.csv' },
      { kind: 'production', monitor: 'churn', name: 'a.exe' },
    ]) {
      expect((await world.ask(sendUpload, params)).status).toBe(400);
    }
  });
});

describe('a file of the same key in the watched folder', () => {
  test('does not come back over what was uploaded, at the next start', async () => {
    const key = 'monitors/churn.json';
    world.clock.wind(1000);
    await world.objects.upload(key, [new TextEncoder().encode('{"alpha":0.01}')], 'the folder’s file');
    world.clock.wind(1000);
    const { file: stored } = await world.answer(putSettings, { monitor: 'churn' }, { body: { alpha: 0.02 } });
    expect(world.objects.newestSource(key)).toBe('the folder’s file');
    expect((await world.objects.head({ bucket: 'inputs', key })).versionId).toBe(stored.versionId);
  });
});
