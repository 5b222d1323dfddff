import { describe, expect, test } from 'vitest';
import { answerCalls } from '../../../../../functions/dashboard/web/pages/compare/answer-calls.ts';
import type { ReadProgress } from '../../../../../functions/dashboard/web/pages/compare/comparison.ts';
import {
  EngineClient,
  type PagePort,
} from '../../../../../functions/dashboard/web/pages/compare/engine-client.ts';
import type { Tell } from '../../../../../functions/dashboard/web/pages/compare/protocol.ts';
import { parseSettings } from '../../../../../shared/config/parse-settings.ts';
import { csvFile, numbersCsv } from './file.ts';

/** Both ends of the line in one thread; what crosses it is copied as between threads. */
function connect(): { engine: EngineClient; fail: (message: string) => void } {
  const onMessage: ((event: { data: Tell }) => void)[] = [];
  const onError: ((event: { message?: string }) => void)[] = [];
  let time = 0;
  const take = answerCalls(
    {
      postMessage: (tell) => onMessage.forEach((listener) => void listener({ data: structuredClone(tell) })),
    },
    () => (time += 100),
  );
  const port = {
    // A file crosses by reference; Node cannot clone one, so messages of the page go as they are.
    postMessage: (ask: Parameters<typeof take>[0]) => void take(ask),
    addEventListener: (type: string, listener: never) =>
      void (type === 'message' ? onMessage.push(listener) : onError.push(listener)),
  };
  const fail = (message: string) => onError.forEach((listener) => void listener({ message }));
  return { engine: new EngineClient(port as PagePort), fail };
}

const settings = parseSettings({});
const baseline = csvFile('before.csv', numbersCsv(200));
const production = csvFile('after.csv', numbersCsv(200, 0.5));

describe('the page and its worker', () => {
  test('preview: the columns with their values in the first five rows', async () => {
    const { engine } = connect();
    const { columns } = await engine.call('preview', {
      file: csvFile('x.csv', 'a,b\n1,NA\n2,x\n3,y\n4,z\n5,u\n6,v\n'),
    });
    expect(columns).toEqual([
      { name: 'a', values: ['1', '2', '3', '4', '5'] },
      { name: 'b', values: [null, 'x', 'y', 'z', 'u'] },
    ]);
  });

  test('compare, then judge and curve from what was read', async () => {
    const { engine } = connect();
    const told: ReadProgress[] = [];
    const report = await engine.call(
      'compare',
      { baseline, production, settings },
      { onProgress: (progress) => told.push(progress) },
    );
    expect(report.verdict).toBe('drift');
    expect(told.map(({ side }) => side)).toEqual(['baseline', 'production']);
    expect(told.at(-1)).toMatchObject({ rows: 200, bytes: production.size });
    const plain = await engine.call('judge', { settings: parseSettings({ rule: 'plain-ks' }) });
    expect(plain.settings.rule).toBe('plain-ks');
    expect((await engine.call('curve', { feature: 'a' }))?.widest).not.toBeNull();
  });

  test('a file that cannot be read comes back with its place', async () => {
    const { engine } = connect();
    const broken = csvFile('broken.csv', 'a,b\n1,2\n3,"4"x\n');
    await expect(engine.call('compare', { baseline, production: broken, settings })).rejects.toMatchObject({
      problem: { code: 'text-after-quote', file: 'broken.csv', line: 3, column: 'b' },
    });
  });

  test('a cancelled call ends as cancelled, and what was read before is forgotten', async () => {
    const { engine } = connect();
    await engine.call('compare', { baseline, production, settings });
    const cancelling = new AbortController();
    const ask = { baseline, production, settings };
    const reading = engine.call('compare', ask, { signal: cancelling.signal });
    cancelling.abort();
    await expect(reading).rejects.toMatchObject({ problem: { code: 'cancelled' } });
    await expect(engine.call('judge', { settings })).rejects.toThrow('compare two first');
  });

  test('a worker that dies fails every call that waits for it', async () => {
    const { engine, fail } = connect();
    const waiting = engine.call('compare', { baseline, production, settings });
    fail('out of memory');
    await expect(waiting).rejects.toThrow('The comparison stopped: out of memory. Reload the page');
  });
});
