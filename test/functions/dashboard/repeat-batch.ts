import type { Write } from '../../../functions/ports.ts';
import type { World } from '../world.ts';

const DAY_MS = 24 * 60 * 60_000;
/** Features in one record of a batch's numbers. */
const RECORD_FEATURES = 500;

interface Past {
  readonly monitor: string;
  /** In all, with the one that was judged. */
  readonly batches: number;
  readonly features: number;
}

/**
 * Records a monitor's one batch again and again, a day apart, each time with the numbers of many features: every other
 * of them has drifted.
 */
export async function repeatBatch(
  { ports: { records } }: World,
  { monitor, batches, features }: Past,
): Promise<void> {
  const pk = `M#${monitor}`;
  const [first] = (await records.query(pk, 'BATCH#')).records;
  const batch = JSON.parse(first?.json ?? '');
  const parts = numbersOf(features).map((numbers) => JSON.stringify(numbers));
  let writes: Write[] = [];
  for (let i = 1; i < batches; i++) {
    const order = {
      key: `production/${monitor}/day-${i}.csv`,
      lastModified: batch.order.lastModified + i * DAY_MS,
      versionId: `${batch.order.versionId}-${i}`,
    };
    const batchId = `batch${i}`;
    const place = `${new Date(order.lastModified).toISOString()}#${batchId}`;
    writes.push({ op: 'put', pk, sk: `BATCH#${place}`, json: JSON.stringify({ ...batch, order, batchId }) });
    for (const [n, json] of parts.entries()) {
      writes.push({ op: 'put', pk, sk: `POINTS#${place}#${String(n).padStart(3, '0')}`, json });
    }
    if (writes.length + 1 + parts.length <= 100 && i < batches - 1) continue;
    await records.transact(writes);
    writes = [];
  }
}

/** Numbers from 0 on, in records as large as they are. */
function numbersOf(features: number) {
  const names = Array.from({ length: features }, (_, i) => `feature_${String(i).padStart(5, '0')}`);
  const numbers = names.map((_, i) => i / features);
  const drifted = names.map((_, i) => i % 2);
  return Array.from({ length: Math.ceil(features / RECORD_FEATURES) }, (_, n) => {
    const part = <T>(all: readonly T[]) => all.slice(n * RECORD_FEATURES, (n + 1) * RECORD_FEATURES);
    const size = part(numbers);
    return {
      names: part(names),
      drifted: part(drifted),
      ...{ size, pAdjusted: size, missing: size, typical: size },
    };
  });
}
