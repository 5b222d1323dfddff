import type { UploadKind } from '../../../wire/uploads.ts';

/** Where a file was stored. */
export interface Stored {
  readonly key: string;
  /** Null where the server that took the bytes does not say. */
  readonly versionId: string | null;
}

/** A file on its way from this page to the inputs. */
export interface Transfer {
  readonly id: number;
  readonly monitor: string;
  readonly kind: UploadKind;
  readonly file: File;
  readonly stage: Stage;
}

export type Stage =
  | { readonly is: 'queued' }
  | { readonly is: 'sending'; readonly bytes: number }
  | { readonly is: 'sent'; readonly stored: Stored; readonly at: number }
  | { readonly is: 'failed'; readonly message: string }
  | { readonly is: 'cancelled' };

export type Send = (
  transfer: Pick<Transfer, 'monitor' | 'kind' | 'file'>,
  options: { readonly signal: AbortSignal; readonly onProgress: (bytes: number) => void },
) => Promise<Stored>;

/**
 * Sends files one after the other, in the order in which they were added: all of the line for one file, and the rest
 * of the page still gets its answers. It outlives the page that shows it, so that nobody has to wait there.
 *
 * @example const queue = new TransferQueue(sendFile, Date.now); queue.add({ monitor: 'churn', kind: 'production', file });
 */
export class TransferQueue {
  readonly #send: Send;
  readonly #now: () => number;
  readonly #listeners = new Set<() => void>();
  #transfers: readonly Transfer[] = [];
  #current: { readonly id: number; readonly ending: AbortController } | null = null;
  #nextId = 1;

  constructor(send: Send, now: () => number) {
    this.#send = send;
    this.#now = now;
  }

  /** Newest first; another array after every change. */
  get transfers(): readonly Transfer[] {
    return this.#transfers;
  }

  /** Whether leaving now would lose something. */
  get busy(): boolean {
    return this.#transfers.some(({ stage: { is } }) => is === 'queued' || is === 'sending');
  }

  /** @returns a function that ends it */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  add(file: Pick<Transfer, 'monitor' | 'kind' | 'file'>): void {
    const added: Transfer = { ...file, id: this.#nextId++, stage: { is: 'queued' } };
    this.#change([added, ...this.#transfers]);
    void this.#work();
  }

  /** Takes back a file that has not arrived: nothing of it stays. */
  cancel(id: number): void {
    const found = this.#transfers.find((one) => one.id === id);
    if (found?.stage.is !== 'queued' && found?.stage.is !== 'sending') return;
    this.#stage(id, { is: 'cancelled' });
    if (this.#current?.id === id) this.#current.ending.abort();
  }

  /** Sends a file again that failed or was cancelled. */
  again(id: number): void {
    const found = this.#transfers.find((one) => one.id === id);
    if (found?.stage.is !== 'failed' && found?.stage.is !== 'cancelled') return;
    this.#stage(id, { is: 'queued' });
    void this.#work();
  }

  async #work(): Promise<void> {
    if (this.#current !== null) return;
    const next = this.#transfers.findLast(({ stage }) => stage.is === 'queued');
    if (next === undefined) return;
    const { id } = next;
    const ending = new AbortController();
    this.#current = { id, ending };
    this.#stage(id, { is: 'sending', bytes: 0 });
    try {
      const onProgress = (bytes: number) => {
        if (!ending.signal.aborted) this.#stage(id, { is: 'sending', bytes });
      };
      const stored = await this.#send(next, { signal: ending.signal, onProgress });
      if (!ending.signal.aborted) this.#stage(id, { is: 'sent', stored, at: this.#now() });
    } catch (error) {
      if (!ending.signal.aborted) this.#stage(id, { is: 'failed', message: (error as Error).message });
    }
    this.#current = null;
    await this.#work();
  }

  #stage(id: number, stage: Stage): void {
    this.#change(this.#transfers.map((one) => (one.id === id ? { ...one, stage } : one)));
  }

  #change(transfers: readonly Transfer[]): void {
    this.#transfers = transfers;
    for (const listener of this.#listeners) listener();
  }
}
