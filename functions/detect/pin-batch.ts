import { type Claim, pinClaim } from '../claim.ts';
import type { Ports } from '../ports.ts';
import { type BaselineRecord, baselineOf } from '../records/baseline-record.ts';
import { championKey, championSchema } from '../records/champion-record.ts';
import type { Pins } from '../records/claim-record.ts';
import { getRecord } from '../records/record.ts';
import { newestSettings, type PinnedSettings, settingsOf } from '../records/settings-record.ts';

/** What a batch is judged by. */
export interface PinnedBatch {
  readonly claim: Claim;
  readonly baseline: BaselineRecord;
  readonly settings: PinnedSettings;
  readonly model: string | null;
}

/**
 * Chooses what the batch is judged by: the baseline and model in charge and the newest settings, written down in
 * the claim, so that a later try gives the same report. `null` while the monitor has no baseline.
 */
export async function pinBatch(ports: Ports, claim: Claim): Promise<PinnedBatch | null> {
  const { monitor } = claim.value;
  if (claim.value.pins !== null) return load(ports, claim, claim.value.pins);
  const champion = await getRecord(ports.records, championKey(monitor), championSchema);
  if (champion === null) return null;
  const settings = await newestSettings(ports.records, monitor);
  const { baseline, model } = champion.value;
  const pins = { baseline, model, settings: settings.version };
  return load(ports, await pinClaim(ports, claim, pins), pins);
}

async function load({ records }: Ports, claim: Claim, pins: Pins): Promise<PinnedBatch> {
  const { monitor } = claim.value;
  if (pins.baseline === null) throw new Error(`Batch ${claim.value.event.key} is pinned to no baseline.`);
  const baseline = await baselineOf(records, monitor, pins.baseline);
  const settings = await settingsOf(records, monitor, pins.settings);
  return { claim, baseline: baseline.value, settings, model: pins.model };
}
