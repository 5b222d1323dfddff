import { sendAlert } from '../alerting.ts';
import type { Context } from '../context.ts';
import type { Ports } from '../ports.ts';
import { championKey, championSchema } from '../records/champion-record.ts';
import { lockKey, lockSchema } from '../records/lock-record.ts';
import { getRecord, replaceRecord, type Stored } from '../records/record.ts';
import { type RetrainRecord, retrainOf } from '../records/retrain-record.ts';
import { newestSettings } from '../records/settings-record.ts';
import { considerRetraining } from './consider-retraining.ts';
import type { DecideMessageOf } from './message.ts';
import { type MonitorRow, readMonitor } from './monitor-row.ts';
import { afterPromotion, promotionWrites } from './promote-challenger.ts';
import { settleRetraining } from './settle-retraining.ts';
import { settlementWrites } from './settlement-writes.ts';

/**
 * A retraining has ended: what it means for its monitor, in one transaction. Told again it sends what is still due.
 */
export async function decideRetrained(
  ports: Ports,
  context: Context,
  { monitor, retrain }: DecideMessageOf<'retrained'>,
): Promise<void> {
  const { records } = ports;
  const row = await readMonitor(ports, monitor);
  if (row.value.retraining.underWay === retrain) {
    const ended = await retrainOf(records, monitor, retrain);
    if (ended.value.state === 'wanted') return;
    await settle(ports, context, row, ended);
  }
  const { value } = await retrainOf(records, monitor, retrain);
  if (value.state === 'promoted') return afterPromotion(ports, monitor, value);
  if (value.alert !== null) await sendAlert(ports, monitor, value.alert);
  await considerRetraining(ports, context, monitor, value.state === 'superseded' ? 'settings' : 'drift');
}

async function settle(
  ports: Ports,
  context: Context,
  row: MonitorRow,
  retraining: Stored<RetrainRecord>,
): Promise<void> {
  const { records } = ports;
  const { monitor, incident } = row.value;
  const champion = await getRecord(records, championKey(monitor), championSchema);
  const lock = await getRecord(records, lockKey(monitor), lockSchema);
  const current =
    champion?.rev === retraining.value.champion.rev && lock?.value.fence === retraining.value.fence;
  const { mode } = (await newestSettings(records, monitor)).settings.retrain;
  const settlement = settleRetraining(retraining.value, {
    mode,
    current,
    incident: incident?.id ?? null,
    broken: row.value.retraining.broken.length > 0,
    putBack: champion?.value.putBack === true,
  });
  const { trained } = retraining.value;
  if (settlement === 'promote' && trained !== null && champion !== null && lock !== null) {
    const writes = await promotionWrites(ports, context, { row, champion, retraining, trained });
    // Whoever takes the lease meanwhile is not to find another one in charge.
    return records.transact([...writes, replaceRecord(lock, lock, lock.value)]);
  }
  await records.transact(
    await settlementWrites(ports, context, row, retraining, settlement, champion?.value),
  );
}
