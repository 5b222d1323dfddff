import { compareOrder } from '../order.ts';
import type { Ports } from '../ports.ts';
import { type BaselineRecord, baselineKey, baselineOf, isSameUpload } from '../records/baseline-record.ts';
import { type ChampionRecord, championKey, championSchema } from '../records/champion-record.ts';
import { getRecord, replaceRecord, type Stored } from '../records/record.ts';
import type { DecideMessageOf } from './message.ts';
import { listMonitor } from './monitor-row.ts';
import { afterTakingCharge, takeChargeWrites } from './take-charge.ts';
import { nothingAwaits } from './withdraw-awaiting.ts';

/**
 * A baseline has been profiled. It takes over at once where no model depends on the one in charge; otherwise it
 * is a candidate. An older upload than the one in charge never takes over. With its label known, its first model is
 * trained.
 */
export async function decideBaseline(
  ports: Ports,
  { monitor, version }: DecideMessageOf<'baseline'>,
): Promise<void> {
  await listMonitor(ports, monitor);
  const baseline = await baselineOf(ports.records, monitor, version);
  if (baseline.value.state === 'profiled') await rank(ports, monitor, baseline);
  await afterTakingCharge(ports, monitor);
}

async function rank(ports: Ports, monitor: string, baseline: Stored<BaselineRecord>): Promise<void> {
  const { records } = ports;
  const champion = await getRecord(records, championKey(monitor), championSchema);
  const current = champion && (await baselineOf(records, monitor, champion.value.baseline));
  const state = stateOf(baseline.value, champion?.value ?? null, current?.value ?? null);
  const key = baselineKey(monitor, baseline.value.version);
  await records.transact(
    state === 'in-charge'
      ? [
          ...(await takeChargeWrites(records, monitor, champion, { baseline, model: null })),
          ...(await nothingAwaits(ports, monitor)),
        ]
      : [replaceRecord<BaselineRecord>(key, baseline, { ...baseline.value, state })],
  );
}

function stateOf(
  baseline: BaselineRecord,
  champion: ChampionRecord | null,
  current: BaselineRecord | null,
): BaselineRecord['state'] {
  if (champion === null || current === null) return 'in-charge';
  const upload = compareOrder(baseline.order, current.order);
  // The same upload read with newer settings is the newer baseline, and whoever changed them wants it: its model is
  // learned anew as well.
  if (upload === 0) {
    const newer = (baseline.settings ?? '') > (current.settings ?? '');
    return newer && isSameUpload(baseline, current) ? 'in-charge' : 'superseded';
  }
  if (upload < 0) return 'superseded';
  return champion.model === null ? 'in-charge' : 'candidate';
}
