import type { Batch, JudgedBatchItem } from '../../../wire/batches.ts';
import type { AnswerOf } from '../../../wire/endpoint.ts';
import type { listLabelFiles, listSetAside, listUnfinished } from '../../../wire/files.ts';
import type { BaselineItem } from '../../../wire/models.ts';
import type { Stored } from './transfer-queue.ts';

type ItemOf<E extends typeof listSetAside | typeof listUnfinished | typeof listLabelFiles> =
  AnswerOf<E>['items'][number];

/** What the API lists of a monitor's files: the newest of each. */
export interface FileLists {
  readonly unfinished: readonly ItemOf<typeof listUnfinished>[];
  readonly setAside: readonly ItemOf<typeof listSetAside>[];
  readonly batches: readonly Batch[];
  readonly baselines: readonly BaselineItem[];
  readonly labels: readonly ItemOf<typeof listLabelFiles>[];
}

export const NO_LISTS: FileLists = { unfinished: [], setAside: [], batches: [], baselines: [], labels: [] };

/** What has become of a file since it arrived. */
export type Fate =
  | { readonly is: 'arrived' }
  | { readonly is: 'at-work' }
  | { readonly is: 'waiting' }
  | { readonly is: 'set-aside'; readonly message: string }
  | { readonly is: 'judged'; readonly batch: JudgedBatchItem }
  | { readonly is: 'duplicate'; readonly of: string }
  | { readonly is: 'baseline'; readonly baseline: BaselineItem }
  | { readonly is: 'labels'; readonly labels: ItemOf<typeof listLabelFiles> };

/** A clock may differ from the server's by so much where a version is not known. */
const CLOCK_MS = 5 * 60_000;

/**
 * What has become of a file, from what the API lists. A file under the name of an earlier one is told apart by its
 * version; where that is not known, by its time. O(items).
 */
export function fateOf({ key, versionId }: Stored, sentAt: number, lists: FileLists): Fate {
  const mine = (file: { readonly key: string; readonly versionId: string }, time: number) =>
    file.key === key && (versionId === null ? time >= sentAt - CLOCK_MS : file.versionId === versionId);

  const refused = lists.setAside.find(({ file, since }) => mine(file, since));
  if (refused !== undefined) return { is: 'set-aside', message: refused.message };
  const batch = lists.batches.find(({ file }) => mine(file, file.uploaded));
  if (batch?.state === 'judged') return { is: 'judged', batch };
  if (batch?.state === 'duplicate') return { is: 'duplicate', of: batch.of };
  const baseline = lists.baselines.find(({ file }) => mine(file, file.uploaded));
  if (baseline !== undefined) return { is: 'baseline', baseline };
  const labels = lists.labels.find(({ file }) => mine(file, file.uploaded));
  if (labels !== undefined) return { is: 'labels', labels };
  const unfinished = lists.unfinished.find(({ file, since }) => mine(file, since));
  return { is: unfinished?.state ?? 'arrived' };
}

/** Whether nothing more will come of it. */
export function isSettled(fate: Fate): boolean {
  switch (fate.is) {
    case 'arrived':
    case 'at-work':
    case 'waiting':
      return false;
    case 'judged':
      return fate.batch.decision !== null;
    case 'baseline':
      return fate.baseline.state !== 'profiled';
    case 'labels':
      return fate.labels.found !== null;
    default:
      return true;
  }
}
