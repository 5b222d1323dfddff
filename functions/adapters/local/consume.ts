import type { Clock, Consumer } from '../../ports.ts';
import type { QueueName } from '../../queues.ts';
import type { Delivery, LocalQueue } from './queue.ts';

/**
 * Longest sleep: a look at the queue costs nothing, outlives a clock set back, and finds what another process sent,
 * which people have been told takes two seconds.
 */
const SLEEP_MS_MAX = 1000;

export interface ConsumeOptions {
  readonly queue: LocalQueue;
  readonly clock: Clock;
  readonly consumers: Readonly<Record<QueueName, Consumer>>;
  /** Messages of one queue handled at a time. */
  readonly concurrency: number;
  /** Hears of every delivery that failed; it will be tried again, or is among the dead letters. */
  readonly onError: (queue: QueueName, error: unknown) => void;
}

/**
 * Feeds the consumers until stopped.
 *
 * @returns `stop` ends the deliveries and waits for those under way.
 */
export function startConsuming(options: ConsumeOptions): { stop(): Promise<void> } {
  const names = Object.keys(options.consumers) as QueueName[];
  const loops = names.map((name) => consumeQueue(name, options));
  return {
    stop: async () => {
      await Promise.all(loops.map((loop) => loop.stop()));
    },
  };
}

function consumeQueue(name: QueueName, options: ConsumeOptions): { stop(): Promise<void> } {
  const { queue, clock, consumers, concurrency, onError } = options;
  const running = new Set<Promise<void>>();
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  const pump = () => {
    clearTimeout(timer);
    while (!stopped && running.size < concurrency) {
      const delivery = queue.receive(name);
      if (delivery === null) break;
      const handled = deliver(delivery, consumers[name], (error) => onError(name, error)).finally(() => {
        running.delete(handled);
        pump();
      });
      running.add(handled);
    }
    if (stopped || running.size >= concurrency) return;
    const due = queue.nextDue(name);
    const pause = due === null ? SLEEP_MS_MAX : Math.min(SLEEP_MS_MAX, Math.max(1, due - clock.now()));
    timer = setTimeout(pump, pause);
  };

  const forget = queue.onChange(() => setImmediate(pump));
  pump();
  return {
    stop: async () => {
      stopped = true;
      forget();
      clearTimeout(timer);
      await Promise.all(running);
    },
  };
}

/** Hands one delivery to its consumer and settles it by what the consumer says. Never throws. */
export async function deliver(
  delivery: Delivery,
  consumer: Consumer,
  onError: (error: unknown) => void,
): Promise<void> {
  try {
    const outcome = await consumer(delivery.message);
    if (outcome.kind === 'done') delivery.done();
    else delivery.hide(outcome.until);
  } catch (error) {
    onError(error);
    delivery.fail(error);
  }
}
