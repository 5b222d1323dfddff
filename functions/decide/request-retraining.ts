import { hashId } from '../hash-id.ts';
import type { Order } from '../order.ts';
import type { Ports, Write } from '../ports.ts';
import type { ChampionRecord } from '../records/champion-record.ts';
import { type PendingRecord, pendingKey } from '../records/pending-record.ts';
import { putRecord, type Stored } from '../records/record.ts';
import { type RetrainRecord, retrainKey, retrainOf, retrainSortKey } from '../records/retrain-record.ts';
import { newestSettings } from '../records/settings-record.ts';
import { changeMonitor, type MonitorRow } from './monitor-row.ts';
import type { RetrainTrigger } from './step-retraining.ts';
import { withdrawAwaiting } from './withdraw-awaiting.ts';

/** What a challenger is to be trained for. */
export interface Wanted {
  readonly trigger: RetrainTrigger;
  /** When it was asked for, milliseconds since 1970. */
  readonly requested: number;
  readonly incident: string | null;
  /** Where the drift began, and the row of that batch where this is clear. */
  readonly since: Order;
  readonly onset: number | null;
  /** Labelled rows as `decide` counted them. */
  readonly counted: number;
}

/**
 * Has a challenger trained, against what is in charge now. One that waits for approval gives way to it: what it would
 * replace is to be replaced by something newer.
 */
export async function requestRetraining(
  ports: Ports,
  row: MonitorRow,
  champion: Stored<ChampionRecord> & { readonly value: { readonly model: string } },
  wanted: Wanted,
): Promise<void> {
  const { records } = ports;
  const { monitor, retraining: state } = row.value;
  const { trigger, requested, incident, since, onset, counted } = wanted;
  const { model, baseline } = champion.value;
  const { version: settings, settings: current } = await newestSettings(records, monitor);
  const { kind, seed, trainRowsMax } = current.model;
  const id = hashId('retrain', monitor, trigger, requested, incident, champion.rev);
  const sk = retrainSortKey(requested, id);
  const value: RetrainRecord = {
    ...{ id, trigger, requested, incident, since, row: onset, counted },
    champion: { model, baseline, rev: champion.rev },
    ...{ kind, seed, trainRowsMax, settings },
    ...{ state: 'wanted', tries: 0, fence: 0 },
    ...{ missing: null, refusal: null, trained: null, alert: null },
  };
  const pending: PendingRecord = { kind: 'retraining', monitor, retrain: sk };
  const writes: Write[] = [
    putRecord(retrainKey(monitor, sk), value, 'absent'),
    putRecord(pendingKey(requested, id), pending),
    changeMonitor(row, {
      status: 'retraining',
      retraining: { ...state, underWay: sk, awaiting: null, putOff: false },
    }),
    ...(await withdrawAwaiting(records, monitor, state.awaiting)),
  ];
  await records.transact(writes);
  await sendRetraining(ports, monitor, sk);
}

/** Sends the request of a retraining that nobody has taken up yet: the one who asked may have died before. */
export async function requestAgain(ports: Ports, monitor: string, sk: string): Promise<void> {
  const { state, tries } = (await retrainOf(ports.records, monitor, sk)).value;
  if (state === 'wanted' && tries === 0) await sendRetraining(ports, monitor, sk);
}

export async function sendRetraining({ queue }: Pick<Ports, 'queue'>, monitor: string, retrain: string) {
  await queue.send('retrain', JSON.stringify({ monitor, retrain }));
}
