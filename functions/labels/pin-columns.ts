import type { Refusal } from '../../shared/alert/refusal.ts';
import type { LabelColumns } from '../../shared/model/read-labels.ts';
import { type Claim, pinClaim } from '../claim.ts';
import type { Ports } from '../ports.ts';
import { baselineOf } from '../records/baseline-record.ts';
import { championKey, championSchema } from '../records/champion-record.ts';
import { getRecord } from '../records/record.ts';
import { newestSettings, settingsOf } from '../records/settings-record.ts';

/**
 * Which columns of a file with answers are read: those that the newest settings name, or else those of the baseline in
 * charge, written down in the claim so that a later try reads the same. `null` while the monitor has no baseline.
 */
export async function pinColumns(
  ports: Ports,
  taken: Claim,
): Promise<{ claim: Claim; columns: LabelColumns } | { claim: Claim; refusal: Refusal } | null> {
  const { records } = ports;
  const { monitor, event } = taken.value;
  let claim = taken;
  let { pins } = taken.value;
  if (pins === null) {
    const champion = await getRecord(records, championKey(monitor), championSchema);
    if (champion === null) return null;
    const { version } = await newestSettings(records, monitor);
    pins = { settings: version, baseline: champion.value.baseline, model: null };
    claim = await pinClaim(ports, taken, pins);
  }
  if (pins.baseline === null) throw new Error(`Labels ${event.key} are pinned to no baseline.`);
  const { settings } = await settingsOf(records, monitor, pins.settings);
  const { value: baseline } = await baselineOf(records, monitor, pins.baseline);
  const id = settings.id ?? baseline.id;
  const label = settings.label ?? baseline.label;
  if (id === null) return { claim, refusal: unnamed(claim, 'id', 'names a row') };
  if (label === null) return { claim, refusal: unnamed(claim, 'label', 'holds the answers') };
  return { claim, columns: { id, label } };
}

const unnamed = ({ value: { event, monitor } }: Claim, setting: 'id' | 'label', does: string): Refusal => ({
  code: `no-${setting}`,
  message:
    `${event.key}: nobody has said which column ${does}, so these answers cannot be joined to predictions. ` +
    `Name it as \`${setting}\` in monitors/${monitor}.json, and upload this file again.`,
});
