import { useEffect, useState } from 'preact/hooks';
import type * as v from 'valibot';
import { getResource } from './api-client.ts';
import { extended, type ListPage, refreshed } from './list-page.ts';
import type { Live } from './live-resource.ts';
import { useLive } from './use-live.ts';

/** Where a list comes from; keep it the same while it is shown (`useMemo`). */
export interface ListSource<S extends v.GenericSchema, T> {
  /** The address of a page below `/api/v1`; without a cursor of the newest. */
  readonly path: (cursor?: string) => string;
  readonly schema: S;
  readonly page: (answer: v.InferOutput<S>) => ListPage<T>;
  readonly keyOf: (item: T) => string;
  /** The page is about nothing but this list: it leads, and is asked for every two seconds. */
  readonly leads?: boolean;
}

export interface List<T> {
  readonly live: Live<readonly T[]>;
  /** Reads the next page; null where there is none. */
  readonly more: (() => void) | null;
  readonly reading: boolean;
  /** Why the next page could not be read. */
  readonly problem: Error | null;
}

/**
 * A list of the API, newest first: its newest page is kept up to date, older ones are read when they are asked for. It
 * goes with what leads on its page, such as the summary of its monitor.
 *
 * @example const { live, more } = useList(useMemo(() => batchesOf(monitor), [monitor]));
 */
export function useList<S extends v.GenericSchema, T>(source: ListSource<S, T>): List<T> {
  const newest = useLive(source.path(), source.schema, { calm: source.leads !== true });
  const [known, setKnown] = useState<ListPage<T> | null>(null);
  const [reading, setReading] = useState(false);
  const [problem, setProblem] = useState<Error | null>(null);
  const answer = newest.state === 'ready' ? newest.data : null;
  useEffect(() => {
    if (answer !== null) setKnown((last) => refreshed(last, source.page(answer), source.keyOf));
  }, [answer, source]);

  const readMore = async (cursor: string) => {
    setReading(true);
    setProblem(null);
    try {
      const next = await getResource(source.path(cursor), source.schema);
      if (next === 'unchanged') return;
      setKnown((last) => last && extended(last, source.page(next.data), source.keyOf));
    } catch (error) {
      setProblem(error as Error);
    } finally {
      setReading(false);
    }
  };
  const cursor = known?.cursor ?? null;
  return {
    live:
      newest.state !== 'ready'
        ? newest
        : known === null
          ? { state: 'loading' }
          : { ...newest, data: known.items },
    more: cursor === null || reading ? null : () => void readMore(cursor),
    reading,
    problem,
  };
}
