import type * as v from 'valibot';
import { ApiError, getResource, OfflineError } from './api-client.ts';
import { isMoving, noteMovement, whenMoving } from './movement.ts';

/** How a resource stands. What was read last stays while the server is gone. */
export type Live<T> =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly error: Error }
  | {
      readonly state: 'ready';
      readonly data: T;
      /** When the data was last known to hold, in milliseconds. */
      readonly at: number;
      /** True while the server does not answer. */
      readonly stale: boolean;
    };

export interface FollowOptions {
  /** Something that is not there may still come: a 404 does not end it. */
  readonly awaited?: boolean;
  /**
   * It changes hardly ever alone: asked for seldom while nothing else changes that the page follows, and at once when
   * something does.
   */
  readonly calm?: boolean;
}

const EVERY_MS = 2_000;
const EVERY_MS_CALM = 20_000;
const EVERY_MS_MAX = 30_000;

/**
 * Follows a resource: reads it, then asks every two seconds whether it has changed, which an ETag keeps cheap. Rests
 * while nobody looks at the page, and asks less often for what is calm; after a failure the pauses double, to half a minute. Refusals that waiting does not
 * mend (400 to 499, but 408 and 429; with `awaited` 404 too) end it.
 *
 * @param onChange told of every new state
 * @returns a function that ends it
 * @example const stop = followResource('/monitors', monitorsSchema, setLive);
 */
export function followResource<S extends v.GenericSchema>(
  path: string,
  schema: S,
  onChange: (live: Live<v.InferOutput<S>>) => void,
  { awaited = false, calm = false }: FollowOptions = {},
): () => void {
  const ending = new AbortController();
  let known: { data: v.InferOutput<S>; etag: string | null } | null = null;
  let answeredAt = 0;
  let failures = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let busy = false;

  const tell = (stale: boolean) =>
    known && onChange({ state: 'ready', data: known.data, at: answeredAt, stale });

  const ask = async () => {
    const answer = await getResource(path, schema, { etag: known?.etag ?? null, signal: ending.signal });
    const wasStale = failures > 0;
    failures = 0;
    answeredAt = Date.now();
    if (answer !== 'unchanged') {
      if (known !== null) noteMovement();
      known = answer;
    }
    if (answer !== 'unchanged' || wasStale) tell(false);
  };

  const turn = async () => {
    if (busy || (document.hidden && known !== null)) return;
    busy = true;
    clearTimeout(timer);
    try {
      await ask();
    } catch (error) {
      if (ending.signal.aborted) return;
      const comes = awaited && error instanceof ApiError && error.status === 404;
      failures = comes ? 0 : failures + 1;
      if (known !== null && mayPass(error)) tell(true);
      else onChange({ state: 'failed', error: error as Error });
      if (!mayPass(error) && !comes) return; // and `busy` stays: there is no further turn
    }
    busy = false;
    const pause = calm && failures === 0 && !isMoving() ? EVERY_MS_CALM : EVERY_MS * 2 ** failures;
    timer = setTimeout(turn, Math.min(EVERY_MS_MAX, pause));
  };

  onChange({ state: 'loading' });
  void turn();
  document.addEventListener('visibilitychange', turn);
  const sleepOn = calm ? whenMoving(turn) : () => undefined;
  return () => {
    ending.abort();
    sleepOn();
    clearTimeout(timer);
    document.removeEventListener('visibilitychange', turn);
  };
}

function mayPass(error: unknown): boolean {
  if (error instanceof OfflineError) return true;
  return error instanceof ApiError && (error.status >= 500 || error.status === 408 || error.status === 429);
}
