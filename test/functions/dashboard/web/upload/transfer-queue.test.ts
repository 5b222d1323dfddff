import { describe, expect, test, vi } from 'vitest';
import {
  type Send,
  type Stored,
  TransferQueue,
} from '../../../../../functions/dashboard/web/pages/upload/transfer-queue.ts';

const at = 1_700_000_000_000;
const fileOf = (name: string) => new File(['a,b\n1,2\n'], name);
const transferOf = (name: string) => ({ monitor: 'churn', kind: 'production' as const, file: fileOf(name) });

/** A queue whose files arrive when the test says so. */
function makeQueue() {
  const sent: {
    name: string;
    signal: AbortSignal;
    onProgress: (bytes: number) => void;
    arrive: (stored: Stored) => void;
    fail: (error: Error) => void;
  }[] = [];
  const send: Send = ({ file }, { signal, onProgress }) =>
    new Promise((arrive, fail) => {
      signal.addEventListener('abort', () => fail(signal.reason as Error));
      sent.push({ name: file.name, signal, onProgress, arrive, fail });
    });
  const queue = new TransferQueue(send, () => at);
  const add = (...names: string[]) => {
    for (const name of names) queue.add(transferOf(name));
  };
  const stages = () => queue.transfers.map(({ file, stage }) => `${file.name} ${stage.is}`);
  const idOf = (name: string) => queue.transfers.find(({ file }) => file.name === name)!.id;
  return { queue, sent, add, stages, idOf };
}

const stored = (name: string): Stored => ({ key: `production/churn/${name}`, versionId: '1' });

describe('TransferQueue', () => {
  test('sends one file at a time, in the order in which they were added', async () => {
    const { queue, sent, add, stages } = makeQueue();
    add('a.csv', 'b.csv');
    expect(stages()).toEqual(['b.csv queued', 'a.csv sending']);
    sent[0]!.arrive(stored('a.csv'));
    await vi.waitFor(() => expect(stages()).toEqual(['b.csv sending', 'a.csv sent']));
    sent[1]!.arrive(stored('b.csv'));
    await vi.waitFor(() => expect(queue.busy).toBe(false));
    expect(queue.transfers.map(({ stage }) => stage)).toEqual([
      { is: 'sent', stored: stored('b.csv'), at },
      { is: 'sent', stored: stored('a.csv'), at },
    ]);
  });

  test('tells how far a file is, and nothing any more once it was cancelled', async () => {
    const { queue, sent, add, idOf } = makeQueue();
    const seen = vi.fn();
    queue.subscribe(seen);
    add('a.csv');
    sent[0]!.onProgress(5);
    expect(queue.transfers[0]?.stage).toEqual({ is: 'sending', bytes: 5 });
    queue.cancel(idOf('a.csv'));
    seen.mockClear();
    sent[0]!.onProgress(8);
    expect(seen).not.toHaveBeenCalled();
    expect(queue.transfers[0]?.stage).toEqual({ is: 'cancelled' });
  });

  test('a cancelled file makes way for the next; one that waits is never sent', async () => {
    const { queue, sent, add, stages, idOf } = makeQueue();
    add('a.csv', 'b.csv', 'c.csv');
    queue.cancel(idOf('b.csv'));
    queue.cancel(idOf('a.csv'));
    expect(sent[0]!.signal.aborted).toBe(true);
    await vi.waitFor(() => expect(stages()).toEqual(['c.csv sending', 'b.csv cancelled', 'a.csv cancelled']));
    expect(sent.map(({ name }) => name)).toEqual(['a.csv', 'c.csv']);
  });

  test('a file that failed says why, holds up no other, and can be sent again', async () => {
    const { queue, sent, add, stages, idOf } = makeQueue();
    add('a.csv', 'b.csv');
    sent[0]!.fail(new Error('The connection broke off.'));
    await vi.waitFor(() => expect(stages()).toEqual(['b.csv sending', 'a.csv failed']));
    expect(queue.transfers[1]?.stage).toEqual({ is: 'failed', message: 'The connection broke off.' });
    queue.again(idOf('a.csv'));
    expect(stages()).toEqual(['b.csv sending', 'a.csv queued']);
    sent[1]!.arrive(stored('b.csv'));
    await vi.waitFor(() => expect(stages()).toEqual(['b.csv sent', 'a.csv sending']));
  });

  test('a file sent again right after it was cancelled arrives once', async () => {
    const { queue, sent, add, stages, idOf } = makeQueue();
    add('a.csv');
    queue.cancel(idOf('a.csv'));
    queue.again(idOf('a.csv'));
    await vi.waitFor(() => expect(sent).toHaveLength(2));
    sent[1]!.arrive(stored('a.csv'));
    await vi.waitFor(() => expect(stages()).toEqual(['a.csv sent']));
  });

  test('what has arrived can be neither cancelled nor sent again', async () => {
    const { queue, sent, add, stages, idOf } = makeQueue();
    add('a.csv');
    sent[0]!.arrive(stored('a.csv'));
    await vi.waitFor(() => expect(stages()).toEqual(['a.csv sent']));
    queue.cancel(idOf('a.csv'));
    queue.again(idOf('a.csv'));
    expect(stages()).toEqual(['a.csv sent']);
    expect(sent).toHaveLength(1);
  });
});
