import { request } from 'node:http';
import { networkInterfaces } from 'node:os';
import { Hono } from 'hono';
import { afterEach, describe, expect, test } from 'vitest';
import { type Served, serve } from '../../../infra/local/serve.ts';

const app = new Hono().get('/', (c) => c.text('hello'));
const open: Served[] = [];
const start = async (port = 0, orAnother = false) => {
  const served = await serve(app, { port, orAnother });
  open.push(served);
  return served;
};
afterEach(async () => {
  for (const served of open.splice(0)) await served.stop();
});

/** The status of a request that says it is for `host`. */
function statusFor(url: string, host: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(url, { headers: { host } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });
}

describe('who is answered', () => {
  test('a request for 127.0.0.1 or localhost is, one under a foreign name is not', async () => {
    const { url } = await start();
    const { port } = new URL(url);
    expect(await statusFor(url, `127.0.0.1:${port}`)).toBe(200);
    expect(await statusFor(url, `localhost:${port}`)).toBe(200);
    expect(await statusFor(url, 'evil.example')).toBe(403);
    expect(await statusFor(url, `127.0.0.1.evil.example:${port}`)).toBe(403);
    expect(await statusFor(url, `localhost.:${port}`)).toBe(403);
  });

  test('nobody is, on any other address of this machine', async () => {
    const { url } = await start();
    const others = Object.values(networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .filter(({ family, internal }) => family === 'IPv4' && !internal)
      .map(({ address }) => address);
    for (const address of [...others, '127.0.0.2']) {
      await expect(fetch(url.replace('127.0.0.1', address))).rejects.toThrow();
    }
  });
});

describe('a port that is taken', () => {
  test('is refused with a sentence when it was asked for', async () => {
    const port = Number(new URL((await start()).url).port);
    await expect(serve(app, { port, orAnother: false })).rejects.toMatchObject({
      reason: 'port',
      message: `Port ${port} is taken: name another with --port.`,
    });
  });

  test('gives way to a free one otherwise', async () => {
    const first = await start();
    const second = await start(Number(new URL(first.url).port), true);
    expect(second.url).not.toBe(first.url);
    expect(await (await fetch(second.url)).text()).toBe('hello');
  });
});
