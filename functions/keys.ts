import type { Refusal } from '../shared/alert/refusal.ts';
import { hasDataEnding } from '../shared/input/endings.ts';
import { MONITOR_NAME } from '../shared/text/monitor-name.ts';
import type { SpreadRun } from './spread/spread.ts';

/**
 * The layout of both buckets. What a person uploads is told apart by its key alone:
 *
 *     monitors/<monitor>.json        settings
 *     baseline/<monitor>/<any>.csv   a new baseline
 *     production/<monitor>/<any>.csv a batch
 *     labels/<monitor>/<any>.csv     ground truth that arrived later
 *
 * `.csv.gz` and `.parquet` are as good as `.csv`. Directly under a prefix a file belongs to monitor `default`.
 */

const DEFAULT_MONITOR = 'default';

const DATA_PREFIXES = { 'baseline/': 'baseline', 'production/': 'production', 'labels/': 'labels' } as const;
const SETTINGS_PREFIX = 'monitors/';

export interface InputFile {
  readonly kind: 'settings' | 'baseline' | 'production' | 'labels';
  /** `default` where the key names none that is valid. */
  readonly monitor: string;
  /** The key's last part: the file as its owner knows it. */
  readonly name: string;
  /** Set when the key alone says that the file cannot be used. */
  readonly refusal: Refusal | null;
}

/**
 * What the key says of an uploaded file; `null` for a folder marker (a key that ends in `/`) and for keys
 * outside the prefixes, which are nobody's business here. Anything else is answered, an `.xlsx` too.
 *
 * @example parseInputKey('production/churn/june.csv')
 * // { kind: 'production', monitor: 'churn', name: 'june.csv', refusal: null }
 */
export function parseInputKey(key: string): InputFile | null {
  if (key.endsWith('/')) return null;
  if (key.startsWith(SETTINGS_PREFIX)) return parseSettingsKey(key);
  const prefix = (Object.keys(DATA_PREFIXES) as (keyof typeof DATA_PREFIXES)[]).find((p) =>
    key.startsWith(p),
  );
  return prefix === undefined ? null : parseDataKey(key, prefix);
}

function parseDataKey(key: string, prefix: keyof typeof DATA_PREFIXES): InputFile {
  const parts = key.slice(prefix.length).split('/');
  const name = parts.at(-1) ?? '';
  const monitor = parts.length > 1 ? (parts[0] ?? '') : DEFAULT_MONITOR;
  const kind = DATA_PREFIXES[prefix];
  if (!MONITOR_NAME.test(monitor)) return { kind, ...refuseMonitor(key, name, monitor) };
  return {
    kind,
    monitor,
    name,
    refusal: hasDataEnding(name) ? null : refuseEnding(key, name),
  };
}

function parseSettingsKey(key: string): InputFile {
  const name = key.slice(SETTINGS_PREFIX.length);
  if (!name.endsWith('.json')) {
    const message = `${key}: settings are one JSON file a monitor. Name it monitors/<monitor>.json.`;
    return {
      kind: 'settings',
      monitor: DEFAULT_MONITOR,
      name,
      refusal: { code: 'not-json', message, value: name },
    };
  }
  const monitor = name.slice(0, -'.json'.length);
  if (!MONITOR_NAME.test(monitor)) return { kind: 'settings', ...refuseMonitor(key, name, monitor) };
  return { kind: 'settings', monitor, name, refusal: null };
}

function refuseMonitor(key: string, name: string, monitor: string): Omit<InputFile, 'kind'> {
  const message =
    `${key}: "${monitor}" cannot name a monitor. A name has 1 to 63 lower-case letters, digits and hyphens, ` +
    'and begins with a letter or digit: rename the folder and upload again.';
  return { monitor: DEFAULT_MONITOR, name, refusal: { code: 'monitor-name', message, value: monitor } };
}

function refuseEnding(key: string, name: string): Refusal {
  const message = `${key}: only files that end in .csv, .csv.gz or .parquet are read. Save it as CSV and upload that.`;
  return { code: 'not-csv', message, value: name };
}

export const profileKey = (monitor: string, version: string) => `profiles/${monitor}/${version}.json`;

/** The same profile as bytes that are used as they are. */
export const compiledProfileKey = (monitor: string, version: string) => `profiles/${monitor}/${version}.bin`;

export const reportKey = (monitor: string, batchId: string) => `reports/${monitor}/${batchId}.json`;

/** Counts of a part of a batch that is read by many, for as long as it takes to put them together. */
export const partKey = (monitor: string, run: SpreadRun, { from, to }: { from: number; to: number }) =>
  `tallies/${monitor}/${run.claim}/${run.tries}/${from}-${to}.txt`;

export const modelArtifactKey = (monitor: string, version: string) =>
  `models/${monitor}/${version}/model.json`;

export const modelCardKey = (monitor: string, version: string) => `models/${monitor}/${version}/card.md`;

export const modelEvidenceKey = (monitor: string, version: string) =>
  `models/${monitor}/${version}/evidence.json`;

/** The labelled rows since a drift began, from which a model and its baseline are made; `version` is the baseline's. */
export const windowKey = (monitor: string, version: string) => `windows/${monitor}/${version}.csv`;

/** Which rows of which batches judged the challenger. */
export const heldOutKey = (monitor: string, version: string) => `windows/${monitor}/${version}.held-out.json`;

/** With the model in it: a batch scored by another model is another file. */
export const predictionsKey = (monitor: string, batchId: string, model: string, ending: 'csv' | 'json') =>
  `predictions/${monitor}/${batchId}/${model}.${ending}`;

/** With both models in it: after a rollback a model may follow another one than before. */
export const changesKey = (monitor: string, batchId: string, model: string, against: string) =>
  `predictions/${monitor}/${batchId}/${model}.changes-from-${against}.json`;
