import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startConsuming } from '../../../../functions/adapters/local/consume.ts';
import { openDatabase } from '../../../../functions/adapters/local/database.ts';
import { LocalQueue } from '../../../../functions/adapters/local/queue.ts';
import type { Consumer } from '../../../../functions/ports.ts';
import { DELIVERIES_MAX, retryPauseMs } from '../../../../functions/queues.ts';
import { FakeClock } from '../../fake-clock.ts';

let folder: string;
let clock: FakeClock;
let queue: LocalQueue;
/** The queue as another process sees it. */
const open = () => new LocalQueue(openDatabase(join(folder, 'state.sqlite')), clock);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'driftline-queue-'));
  clock = new FakeClock();
  queue = open();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('a process that died', () => {
  test('has lost nothing it sent', async () => {
    await queue.send('detect', 'a');
    expect(open().receive('detect')?.message.body).toBe('a');
  });

  test('leaves its message to the next one after a while, or at once after recover', async () => {
    await queue.send('detect', 'a');
    queue.receive('detect');
    const next = open();
    expect(next.receive('detect')).toBeNull();
    next.recover();
    expect(next.receive('detect')?.message).toMatchObject({ body: 'a', attempt: 2 });
    clock.wind(15 * 60_000);
    expect(open().receive('detect')?.message.attempt).toBe(3);
  });

  test('recover leaves alone what waits for another reason', async () => {
    await queue.send('detect', 'hidden');
    queue.receive('detect')?.hide(clock.now() + 60_000);
    await queue.send('detect', 'delayed', { delaySeconds: 60 });
    const next = open();
    next.recover();
    expect(next.receive('detect')).toBeNull();
  });

  test('over the same message every time buries it', async () => {
    await queue.send('detect', 'poison');
    for (let i = 0; i < DELIVERIES_MAX; i++) {
      const process = open();
      process.recover();
      expect(process.receive('detect')).not.toBeNull();
    }
    const last = open();
    last.recover();
    expect(last.receive('detect')).toBeNull();
    expect(last.deadLetters()).toMatchObject([{ queue: 'detect', body: 'poison' }]);
  });

  test('recover gives the dead letters another chance, in their order and groups', async () => {
    for (const body of ['first', 'second']) await queue.send('decide', body, { group: 'm', dedupId: body });
    for (let i = 0; i < DELIVERIES_MAX; i++) {
      clock.windTo(queue.nextDue('decide') ?? 0);
      queue.receive('decide')?.fail(new Error('disk full'));
    }
    queue.receive('decide')?.done();
    expect(queue.deadLetters()).toMatchObject([{ queue: 'decide', body: 'first' }]);
    const next = open();
    next.recover();
    expect(next.deadLetters()).toEqual([]);
    expect(next.receive('decide')?.message).toMatchObject({ body: 'first', attempt: 1 });
  });
});

test('the pause grows with every attempt', async () => {
  await queue.send('detect', 'a');
  const pauses: number[] = [];
  for (let i = 1; i < DELIVERIES_MAX; i++) {
    const failed = clock.now();
    queue.receive('detect')?.fail(new Error('no'));
    clock.windTo(queue.nextDue('detect') ?? 0);
    pauses.push(clock.now() - failed);
  }
  expect(pauses).toEqual([1000, 4000, 16_000, 64_000]);
  expect(pauses).toEqual([1, 2, 3, 4].map(retryPauseMs));
});

test('a dead letter keeps the error', async () => {
  await queue.send('decide', 'a', { group: 'g', dedupId: 'd' });
  for (let i = 0; i < DELIVERIES_MAX; i++) {
    clock.windTo(queue.nextDue('decide') ?? 0);
    queue.receive('decide')?.fail(new Error('the reason'));
  }
  expect(queue.deadLetters()[0]?.error).toContain('the reason');
});

test('an ordered queue wants a group, another wants none', async () => {
  await expect(queue.send('decide', 'a')).rejects.toThrow(/send with a group and a dedupId/);
  await expect(queue.send('detect', 'a', { group: 'g', dedupId: 'd' })).rejects.toThrow(
    /send without a group/,
  );
});

describe('startConsuming', () => {
  const system = { now: () => Date.now() };

  /** Runs consumers until `count` messages were handled, and says which were under way at the same time. */
  async function consume(consumer: Consumer, count: number, concurrency: number): Promise<number> {
    let handled = 0;
    let running = 0;
    let most = 0;
    let finish = () => {};
    const finished = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const counting: Consumer = async (message) => {
      most = Math.max(most, ++running);
      try {
        return await consumer(message);
      } finally {
        running--;
        if (++handled === count) finish();
      }
    };
    const consuming = startConsuming({
      queue,
      clock: system,
      consumers: {
        settings: counting,
        baseline: counting,
        detect: counting,
        decide: counting,
        train: counting,
        retrain: counting,
        predict: counting,
        labels: counting,
      },
      concurrency,
      onError: () => {},
    });
    await finished;
    await consuming.stop();
    return most;
  }

  const soon = () => new Promise((resolve) => setTimeout(resolve, 5));

  beforeEach(() => {
    queue = new LocalQueue(openDatabase(':memory:'), system);
  });

  test('handles messages of a queue at the same time, as many as allowed', async () => {
    for (let i = 0; i < 6; i++) await queue.send('detect', String(i));
    const most = await consume(
      async () => {
        await soon();
        return { kind: 'done' };
      },
      6,
      2,
    );
    expect(most).toBe(2);
    expect(queue.nextDue('detect')).toBeNull();
  });

  test('handles messages of a group one at a time, in order', async () => {
    for (let i = 0; i < 5; i++) await queue.send('decide', String(i), { group: 'g', dedupId: String(i) });
    const seen: string[] = [];
    const most = await consume(
      async ({ body }) => {
        await soon();
        seen.push(body);
        return { kind: 'done' };
      },
      5,
      4,
    );
    expect(most).toBe(1);
    expect(seen).toEqual(['0', '1', '2', '3', '4']);
  });

  test('wakes for a message sent later, and for one that is due again', async () => {
    setTimeout(() => void queue.send('detect', 'a'), 20);
    const attempts: number[] = [];
    await consume(
      async ({ attempt }) => {
        attempts.push(attempt);
        return attempt === 1 ? { kind: 'hide', until: Date.now() + 20 } : { kind: 'done' };
      },
      2,
      1,
    );
    expect(attempts).toEqual([1, 2]);
  });
});
