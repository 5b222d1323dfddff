import type { ObjectBody, Ports } from '../../functions/ports.ts';

/** The process is gone: nothing it tries from now on happens. */
class Crash extends Error {}

/** A step that failed and could succeed next time. */
class Hiccup extends Error {}

/**
 * `crash`: the process dies right after the step took effect. `fail-before`, `fail-after`: the step alone fails,
 * without having taken effect or, as when only the answer was lost, after it did.
 */
export type FailureMode = 'crash' | 'fail-before' | 'fail-after';

/** Ports that count every step taken through them, and fail at one of them. */
export class FailingPorts {
  steps = 0;
  dead = false;
  readonly #failAt: number;
  readonly #mode: FailureMode;

  /** @param failAt the step to fail at, 1 for the first; 0 for none. */
  constructor(failAt: number, mode: FailureMode) {
    this.#failAt = failAt;
    this.#mode = mode;
  }

  wrap({ objects, records, queue, alerts, clock }: Ports): Ports {
    const step = <T>(run: () => Promise<T>): Promise<T> => this.step(run);
    return {
      clock,
      objects: {
        head: (ref) => step(() => objects.head(ref)),
        read: async (ref, range) => {
          const read = await step(() => objects.read(ref, range));
          return { ...read, body: this.#body(read.body) };
        },
        writeOnce: (key, content) => step(() => objects.writeOnce(key, content)),
        list: (bucket, prefix, page) => step(() => objects.list(bucket, prefix, page)),
      },
      records: {
        get: (key) => step(() => records.get(key)),
        query: (pk, prefix, query) => step(() => records.query(pk, prefix, query)),
        transact: (writes) => step(() => records.transact(writes)),
      },
      queue: { send: (name, body, options) => step(() => queue.send(name, body, options)) },
      alerts: { publish: (alert) => step(() => alerts.publish(alert)) },
    };
  }

  /** One step; acknowledging a message is one too. */
  async step<T>(run: () => Promise<T>): Promise<T> {
    if (this.dead) throw new Crash();
    const failing = ++this.steps === this.#failAt;
    if (failing && this.#mode === 'fail-before') throw new Hiccup(`step ${this.steps} failed`);
    const value = await run();
    if (failing && this.#mode === 'fail-after') throw new Hiccup(`the answer to step ${this.steps} was lost`);
    if (failing) {
      this.dead = true;
      throw new Crash();
    }
    return value;
  }

  async *#body(body: ObjectBody['body']): AsyncGenerator<Uint8Array> {
    for await (const chunk of body) {
      // In two halves, so that a body can break off in its middle.
      const middle = chunk.byteLength >> 1;
      yield await this.step(async () => chunk.subarray(0, middle));
      yield await this.step(async () => chunk.subarray(middle));
    }
  }
}
