import type { ReadProgress } from './comparison.ts';
import type { CallName, Calls, Problem, Tell } from './protocol.ts';

/** What a `Worker` is to the page. */
export interface PagePort {
  postMessage(message: unknown): void;
  addEventListener(type: 'message', listener: (event: { readonly data: Tell }) => void): void;
  addEventListener(type: 'error', listener: (event: { readonly message?: string }) => void): void;
}

/** A call that failed, with what the page says about it. */
export class EngineError extends Error {
  override readonly name = 'EngineError';
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.message);
    this.problem = problem;
  }
}

interface Pending {
  readonly resolve: (answer: never) => void;
  readonly reject: (error: Error) => void;
  readonly onProgress: ((progress: ReadProgress) => void) | undefined;
}

interface CallOptions {
  readonly onProgress?: (progress: ReadProgress) => void;
  readonly signal?: AbortSignal;
}

/**
 * The engine as the page sees it: calls that are answered by the worker.
 *
 * @example
 * const engine = new EngineClient(new Worker(COMPARE_WORKER, { type: 'module' }));
 * const report = await engine.call('compare', { baseline, production, settings }, { onProgress, signal });
 */
export class EngineClient {
  readonly #port: PagePort;
  readonly #pending = new Map<number, Pending>();
  #lastId = 0;

  constructor(port: PagePort) {
    this.#port = port;
    port.addEventListener('message', ({ data }) => this.#take(data));
    port.addEventListener('error', ({ message }) => this.#failAll(message ?? 'its code could not be loaded'));
  }

  /** @throws EngineError with the code `cancelled` when the signal aborts */
  call<Name extends CallName>(
    name: Name,
    ask: Calls[Name]['ask'],
    { onProgress, signal }: CallOptions = {},
  ): Promise<Calls[Name]['answer']> {
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve, reject, onProgress });
      this.#port.postMessage({ ...ask, call: name, id });
      signal?.addEventListener('abort', () => this.#port.postMessage({ call: 'cancel', id }), { once: true });
    });
  }

  #take(tell: Tell): void {
    const pending = this.#pending.get(tell.id);
    if (pending === undefined) return;
    if (tell.kind === 'progress') {
      pending.onProgress?.(tell.progress);
      return;
    }
    this.#pending.delete(tell.id);
    if (tell.kind === 'answer') pending.resolve(tell.answer as never);
    else pending.reject(new EngineError(tell.problem));
  }

  #failAll(why: string): void {
    const message = `The comparison stopped: ${why}. Reload the page and try again.`;
    for (const { reject } of this.#pending.values()) reject(new EngineError({ code: 'failed', message }));
    this.#pending.clear();
  }
}
