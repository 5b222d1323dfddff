import { describe, expect, test } from 'vitest';
import type { Consumer, Message, Queue } from '../../../functions/ports.ts';
import { DELIVERIES_MAX, type QueueName } from '../../../functions/queues.ts';

export interface QueueUnderTest {
  readonly queue: Queue<QueueName>;
  /**
   * Delivers to the consumer until the queue is empty, waiting out pauses and hidden messages (on a clock that
   * can be wound forward: by winding it).
   */
  drain(name: QueueName, consumer: Consumer): Promise<void>;
  /** Bodies of the dead letters, oldest first. */
  deadLetters(name: QueueName): Promise<string[]>;
  now(): number;
}

/** Keeps what it was given; `answer` may say or throw something else than done. */
function recorder(answer: (message: Message) => ReturnType<Consumer> | undefined = () => undefined) {
  const messages: Message[] = [];
  const consumer: Consumer = async (message) => {
    messages.push(message);
    return (await answer(message)) ?? { kind: 'done' };
  };
  return { messages, consumer, bodies: () => messages.map(({ body }) => body) };
}

/** What every implementation of `Queue`, with whatever delivers its messages, keeps. `make` gives empty queues. */
export function queueContract(make: () => Promise<QueueUnderTest>): void {
  describe('queue', () => {
    test('every message is delivered, as it was sent, and not again once done', async () => {
      const { queue, drain } = await make();
      const bodies = ['{"a":1}', 'é\u{1F600}', 'x'.repeat(200_000)];
      for (const body of bodies) await queue.send('detect', body);
      const { consumer, ...seen } = recorder();
      await drain('detect', consumer);
      await drain('detect', consumer);
      expect(seen.bodies().sort()).toEqual([...bodies].sort());
      expect(seen.messages.every(({ attempt }) => attempt === 1)).toBe(true);
    });

    test('queues are apart', async () => {
      const { queue, drain } = await make();
      await queue.send('detect', 'd');
      await queue.send('baseline', 'b');
      const { consumer, ...seen } = recorder();
      await drain('baseline', consumer);
      expect(seen.bodies()).toEqual(['b']);
    });

    test('a consumer that throws is given the message again, with its id and one more attempt', async () => {
      const { queue, drain } = await make();
      await queue.send('detect', 'a');
      const { consumer, ...seen } = recorder(({ attempt }) => {
        if (attempt < 3) throw new Error('not yet');
        return undefined;
      });
      await drain('detect', consumer);
      expect(seen.messages.map(({ attempt }) => attempt)).toEqual([1, 2, 3]);
      expect(new Set(seen.messages.map(({ id }) => id)).size).toBe(1);
    });

    test('after the last delivery a message goes to the dead letters', async () => {
      const { queue, drain, deadLetters } = await make();
      await queue.send('detect', 'poison');
      await queue.send('detect', 'good');
      const { consumer, ...seen } = recorder(({ body }) => {
        if (body === 'poison') throw new Error('never');
        return undefined;
      });
      await drain('detect', consumer);
      expect(seen.bodies().filter((body) => body === 'poison')).toHaveLength(DELIVERIES_MAX);
      expect(seen.bodies().filter((body) => body === 'good')).toHaveLength(1);
      expect(await deadLetters('detect')).toEqual(['poison']);
    });

    test('a hidden message comes back when it said, not before', async () => {
      const { queue, drain, now } = await make();
      await queue.send('detect', 'a');
      const until = now() + 3000;
      const times: number[] = [];
      await drain('detect', async ({ attempt }) => {
        times.push(now());
        return attempt === 1 ? { kind: 'hide', until } : { kind: 'done' };
      });
      expect(times).toHaveLength(2);
      expect(times[1]).toBeGreaterThanOrEqual(until);
    });

    test('a delayed message is not delivered early', async () => {
      const { queue, drain, now } = await make();
      const sent = now();
      await queue.send('detect', 'a', { delaySeconds: 2 });
      let delivered = 0;
      await drain('detect', async () => {
        delivered = now();
        return { kind: 'done' };
      });
      expect(delivered - sent).toBeGreaterThanOrEqual(2000);
    });

    test('messages of a group are delivered in order, also when one has to be tried again', async () => {
      const { queue, drain } = await make();
      for (const n of [1, 2, 3]) {
        for (const group of ['a', 'b']) {
          await queue.send('decide', `${group}${n}`, { group, dedupId: `${group}${n}` });
        }
      }
      const { consumer, ...seen } = recorder(({ body, attempt }) => {
        if (body === 'a1' && attempt < 3) throw new Error('not yet');
        return undefined;
      });
      await drain('decide', consumer);
      const ofGroup = (group: string) => seen.bodies().filter((body) => body.startsWith(group));
      expect(ofGroup('a')).toEqual(['a1', 'a1', 'a1', 'a2', 'a3']);
      expect(ofGroup('b')).toEqual(['b1', 'b2', 'b3']);
    });

    test('a message that dies lets the rest of its group go on', async () => {
      const { queue, drain, deadLetters } = await make();
      for (const body of ['poison', 'next']) await queue.send('decide', body, { group: 'a', dedupId: body });
      const { consumer, ...seen } = recorder(({ body }) => {
        if (body === 'poison') throw new Error('never');
        return undefined;
      });
      await drain('decide', consumer);
      expect(seen.bodies().at(-1)).toBe('next');
      expect(await deadLetters('decide')).toEqual(['poison']);
    });

    test('a dedupId sent again is accepted and dropped', async () => {
      const { queue, drain } = await make();
      for (const body of ['first', 'second'])
        await queue.send('decide', body, { group: 'a', dedupId: 'same' });
      const { consumer, ...seen } = recorder();
      await drain('decide', consumer);
      await queue.send('decide', 'third', { group: 'a', dedupId: 'same' });
      await drain('decide', consumer);
      expect(seen.bodies()).toEqual(['first']);
    });
  });
}
