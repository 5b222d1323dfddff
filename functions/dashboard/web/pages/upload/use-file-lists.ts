import { useEffect, useRef, useState } from 'preact/hooks';
import type * as v from 'valibot';
import { listBatches } from '../../../wire/batches.ts';
import { PAGE_ITEMS_MAX } from '../../../wire/common.ts';
import { pathOf } from '../../../wire/endpoint.ts';
import { listLabelFiles, listSetAside, listUnfinished } from '../../../wire/files.ts';
import { listBaselines } from '../../../wire/models.ts';
import { type Answer, ApiError, getResource } from '../../api-client.ts';
import { type FileLists, NO_LISTS } from './fate.ts';

const EVERY_MS = 2_000;
const NOTHING: readonly never[] = [];

type Known = Map<string, Answer<{ readonly items: readonly unknown[] }>>;

interface Watched {
  readonly lists: FileLists;
  /** Whether the server did not answer when it was asked last. */
  readonly offline: boolean;
}

/**
 * A monitor's lists of files, read every two seconds with their ETags while `enabled`. A monitor that is not there
 * yet has none: its first file makes it, in a moment.
 */
export function useFileLists(monitor: string, enabled: boolean): Watched {
  const [watched, setWatched] = useState<Watched>({ lists: NO_LISTS, offline: false });
  const known = useRef<Known>(new Map());
  useEffect(() => {
    if (!enabled) return;
    const ending = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const turn = async () => {
      try {
        const lists = await readLists(monitor, known.current, ending.signal);
        setWatched((last) => (same(last.lists, lists) && !last.offline ? last : { lists, offline: false }));
      } catch {
        if (ending.signal.aborted) return;
        setWatched(({ lists }) => ({ lists, offline: true }));
      }
      if (!ending.signal.aborted) timer = setTimeout(turn, EVERY_MS);
    };
    void turn();
    return () => {
      ending.abort();
      clearTimeout(timer);
    };
  }, [monitor, enabled]);
  return watched;
}

async function readLists(monitor: string, known: Known, signal: AbortSignal): Promise<FileLists> {
  const read = <S extends v.GenericSchema<unknown, { items: unknown[] }>>(endpoint: {
    readonly path: `/monitors/{monitor}/${string}`;
    readonly answer: S;
  }) => itemsOf(pathOf(endpoint, { monitor }, { limit: PAGE_ITEMS_MAX }), endpoint.answer, known, signal);
  // What is unfinished is read first: a file that is finished meanwhile is in one of the others.
  const unfinished = await read(listUnfinished);
  const [setAside, batches, baselines, labels] = await Promise.all([
    read(listSetAside),
    read(listBatches),
    read(listBaselines),
    read(listLabelFiles),
  ]);
  return { unfinished, setAside, batches, baselines, labels };
}

async function itemsOf<S extends v.GenericSchema<unknown, { items: unknown[] }>>(
  path: string,
  schema: S,
  known: Known,
  signal: AbortSignal,
): Promise<readonly v.InferOutput<S>['items'][number][]> {
  const last = known.get(path);
  try {
    const answer = await getResource(path, schema, { etag: last?.etag ?? null, signal });
    if (answer !== 'unchanged') known.set(path, answer);
  } catch (error) {
    if (!(error instanceof ApiError && error.status === 404)) throw error;
  }
  return known.get(path)?.data.items ?? NOTHING;
}

/** Lists that are read again and unchanged are the very same. */
function same(a: FileLists, b: FileLists): boolean {
  return (Object.keys(a) as (keyof FileLists)[]).every((name) => a[name] === b[name]);
}
