import type { Refusal } from '../../shared/alert/refusal.ts';
import type { BaselineProfile } from '../../shared/profile/profile.ts';
import { readBaseline } from '../../shared/profile/read-baseline.ts';
import { ArtifactChanged } from '../artifact.ts';
import { type Claim, finishClaim, pinClaim, withClaim } from '../claim.ts';
import type { Context } from '../context.ts';
import { tellDecide } from '../decide/message.ts';
import { type InputFile, parseInputKey } from '../keys.ts';
import type { ObjectEvent } from '../object-event.ts';
import { timeKey } from '../order.ts';
import { DONE, type Outcome, type Ports } from '../ports.ts';
import { quarantine, refusalIn } from '../quarantine.ts';
import { readingOf } from '../reading-settings.ts';
import { type BaselineRecord, baselineKey, baselineOf, baselineSchema } from '../records/baseline-record.ts';
import { championKey, championSchema } from '../records/champion-record.ts';
import { getRecord, putRecord } from '../records/record.ts';
import { newestSettings, type PinnedSettings, settingsOf } from '../records/settings-record.ts';
import { openSource } from './open-source.ts';
import { storeProfile } from './stored-profile.ts';

/**
 * A baseline has been uploaded: profile it, store the profile, and let `decide` put it in charge.
 * The same content as the baseline in charge is a duplicate and changes nothing.
 */
export async function profileBaseline(ports: Ports, context: Context, event: ObjectEvent): Promise<Outcome> {
  const file = parseInputKey(event.key);
  if (file === null) return DONE;
  const { monitor } = file;
  return withClaim(ports, context.leaseMs, { queue: 'baseline', monitor, event }, async (taken) => {
    if (file.refusal !== null) return quarantine(ports, taken, file, file.refusal);
    const { claim, settings } = await pinSettings(ports, taken);
    const source = await openSource(ports, context, monitor, event, settings.settings);
    let profile: BaselineProfile;
    try {
      profile = await readBaseline(source.chunks, source.settings, { name: file.name });
    } catch (error) {
      const refusal = refusalIn(error) ?? changedIn(error);
      if (refusal === null) throw error;
      return quarantine(ports, claim, file, refusal);
    }
    const { order, window } = source;
    const version = `${timeKey(order.lastModified)}-${claim.id.slice(0, 8)}`;
    const found = { version, sha256: source.digest(), reading: readingOf(settings.settings) };
    if (await inChargeAlready(ports, monitor, found)) return finishClaim(ports, claim, 'duplicate');
    const stored = await storeProfile(ports.objects, monitor, version, profile);
    await recordBaseline(ports, file, {
      ...found,
      order,
      rows: profile.rows,
      features: profile.features.length,
      label: nameOf(profile, 'label'),
      id: nameOf(profile, 'id'),
      ...stored,
      window,
      settings: settings.version,
      state: 'profiled',
    });
    await tellDecide(ports, { kind: 'baseline', monitor, version });
    return finishClaim(ports, claim, 'done');
  });
}

/** A window that is not as it was stored cannot be read again; waiting does not mend it. */
function changedIn(error: unknown): Refusal | null {
  return error instanceof ArtifactChanged ? { code: 'artifact-changed', message: error.message } : null;
}

/** The column of that role. */
function nameOf({ others }: BaselineProfile, wanted: 'label' | 'id'): string | null {
  return others.find(({ role }) => role === wanted)?.name ?? null;
}

async function pinSettings(ports: Ports, claim: Claim): Promise<{ claim: Claim; settings: PinnedSettings }> {
  const { monitor, pins } = claim.value;
  if (pins !== null) return { claim, settings: await settingsOf(ports.records, monitor, pins.settings) };
  const settings = await newestSettings(ports.records, monitor);
  return {
    claim: await pinClaim(ports, claim, { settings: settings.version, baseline: null, model: null }),
    settings,
  };
}

async function inChargeAlready(
  ports: Ports,
  monitor: string,
  found: Pick<BaselineRecord, 'version' | 'sha256' | 'reading'>,
): Promise<boolean> {
  const champion = await getRecord(ports.records, championKey(monitor), championSchema);
  if (champion === null) return false;
  const { value: current } = await baselineOf(ports.records, monitor, champion.value.baseline);
  const same = current.sha256 === found.sha256 && current.reading === found.reading;
  // Its own record means that an earlier try got this far: go on to the end.
  return same && current.version !== found.version;
}

async function recordBaseline(ports: Ports, { monitor }: InputFile, value: BaselineRecord): Promise<void> {
  const key = baselineKey(monitor, value.version);
  // An earlier try may have recorded it, and `decide` may have gone on from there.
  if ((await getRecord(ports.records, key, baselineSchema)) !== null) return;
  await ports.records.transact([putRecord(key, value, 'absent')]);
}
