import type { BaselineProfile } from '../../shared/profile/profile.ts';
import { readBaseline } from '../../shared/profile/read-baseline.ts';
import { streamArtifact } from '../artifact.ts';
import { openBaseline } from '../baseline/open-baseline.ts';
import { loadProfile, storeProfile } from '../baseline/stored-profile.ts';
import type { Context } from '../context.ts';
import { hashId } from '../hash-id.ts';
import { windowKey } from '../keys.ts';
import { compareOrder, timeKey } from '../order.ts';
import type { Ports } from '../ports.ts';
import { readingOf } from '../reading-settings.ts';
import { type BaselineRecord, baselineOf } from '../records/baseline-record.ts';
import { settingsOf } from '../records/settings-record.ts';
import type { Lease } from './lease.ts';
import { windowAnswers } from './window-answers.ts';
import { windowBatches } from './window-batches.ts';
import { type BatchRow, labelledRows, windowCsv } from './window-rows.ts';
import { windowSettings } from './window-settings.ts';

/** The labelled rows since a drift began, stored and profiled like any baseline, but not recorded yet. */
export interface Window {
  readonly baseline: BaselineRecord;
  readonly profile: BaselineProfile;
  /** Where each of its data rows came from. */
  readonly rows: readonly BatchRow[];
}

/**
 * Gathers the labelled rows since the drift began into one CSV, stores that as an artifact, and profiles it by the roles
 * and types of the baseline in charge. Its version is a hash of what it is made from: a later try that finds the same
 * batches and answers meets what this one stored, and one that finds more makes another window. `null` without a
 * labelled row.
 *
 * @throws CsvError, ArtifactChanged
 */
export async function buildWindow(ports: Ports, context: Context, lease: Lease): Promise<Window | null> {
  const { records, objects } = ports;
  const { monitor, retraining } = lease;
  const { id, since, row: onset, champion, settings: settingsVersion } = retraining.value;
  const { value: parent } = await baselineOf(records, monitor, champion.baseline);
  const { label } = parent;
  if (label === null)
    throw new Error(`Baseline ${parent.version} of monitor ${monitor} has no label column.`);
  const batches = await windowBatches(records, monitor, retraining.value);
  const { answers, files } = await windowAnswers(ports, monitor, batches, label);
  const newest = batches.at(-1);
  const oldest = batches[0];
  // Of very many batches only the newest are read, and then the drift did not begin within the first of them.
  const isFirst = oldest !== undefined && compareOrder(oldest.batch.order, since) === 0;
  const plan = { batches, answers, onset: isFirst ? onset : null };
  const rows = labelledRows(plan);
  if (rows.length === 0 || newest === undefined || oldest === undefined) return null;

  const inputs = [
    ...batches.map(({ sk }) => sk),
    ...files.map(({ key, versionId }) => `${key} ${versionId}`),
  ];
  const digest = hashId('window', id, settingsVersion, ...inputs);
  const { order } = newest.batch;
  const version = `${timeKey(order.lastModified)}-${digest.slice(0, 8)}`;

  const { settings } = await settingsOf(records, monitor, settingsVersion);
  const { settings: madeWith } = await settingsOf(records, monitor, parent.settings);
  const parentProfile = await loadProfile(objects, context.profiles, parent);
  const known = [...parentProfile.others, ...parentProfile.features].map(({ name }) => name);
  const columns = known.filter((name) => name !== label);
  const csv = windowCsv(objects, plan, columns, label);
  const artifact = await streamArtifact(objects, windowKey(monitor, version), csv);
  const window = {
    ...{ artifact, retrain: retraining.sk, since: oldest.batch.order, batches: batches.length },
    parent: parent.version,
  };
  const baseline: BaselineRecord = {
    ...parent,
    ...{ version, order, sha256: artifact.sha256, rows: rows.length, window },
    settings: settingsVersion,
    reading: readingOf(settings),
    state: 'profiled',
  };
  const reading = windowSettings(settings, parentProfile, madeWith);
  const profile = await readBaseline(await openBaseline(objects, baseline), reading, {
    name: windowName(rows.length),
  });
  const stored = await storeProfile(objects, monitor, version, profile);
  return { baseline: { ...baseline, features: profile.features.length, ...stored }, profile, rows };
}

/** As messages call it: nobody uploaded a file of that content. */
export const windowName = (rows: number) => `the ${rows} labelled rows since the drift began`;
