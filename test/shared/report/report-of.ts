import { createReadStream } from 'node:fs';
import * as v from 'valibot';
import { type Settings, type SettingsInput, settingsSchema } from '../../../shared/config/settings.ts';
import type { BaselineProfile } from '../../../shared/profile/profile.ts';
import { readBaseline } from '../../../shared/profile/read-baseline.ts';
import { compare } from '../../../shared/report/compare.ts';
import { ViewMemory } from '../../../shared/report/feature/feature-view.ts';
import { type FeatureReport, type Report, reportSchema } from '../../../shared/report/report.ts';
import { readBatch } from '../../../shared/tally/read-batch.ts';
import type { Tally } from '../../../shared/tally/tally.ts';

/** Columns of a file by name, each as long as the others. */
export type Columns = Readonly<Record<string, readonly (string | number | null)[]>>;

/** The CSV of columns; a null is an empty cell. */
export function csv(columns: Columns): string {
  const names = Object.keys(columns);
  const rows = columns[names[0]!]!.map((_, i) => names.map((name) => columns[name]![i] ?? '').join(','));
  return `${[names.join(','), ...rows].join('\n')}\n`;
}

export const settingsOf = (input: SettingsInput = {}): Settings => v.parse(settingsSchema, input);

async function* bytesOf(text: string): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode(text);
}

/** One comparison of two CSV texts, the way every caller does it. */
export async function reportOf(
  baseline: string | Columns,
  production: string | Columns,
  input: SettingsInput = {},
): Promise<Report> {
  const settings = settingsOf(input);
  const text = (file: string | Columns) => bytesOf(typeof file === 'string' ? file : csv(file));
  const profile = await readBaseline(text(baseline), settings, { name: 'baseline.csv' });
  const tally = await readBatch(text(production), profile, settings, { name: 'production.csv' });
  return reportFrom(profile, tally, settings);
}

/** One comparison of two files under `data/`. */
export async function reportOfFiles(
  baseline: string,
  production: string,
  input: SettingsInput = {},
): Promise<Report> {
  const settings = settingsOf(input);
  const open = (path: string) => createReadStream(new URL(`../../../data/${path}`, import.meta.url));
  const profile = await readBaseline(open(baseline), settings, { name: baseline });
  const tally = await readBatch(open(production), profile, settings, { name: production });
  return reportFrom(profile, tally, settings);
}

/** Every report made in a test fits the schema, also after a journey as JSON. */
export function reportFrom(
  profile: BaselineProfile,
  tally: Tally,
  settings: Settings,
  views = new ViewMemory(),
): Report {
  const file = (uri: string) => ({ uri, versionId: null, sha256: null });
  const meta = {
    runId: 'test',
    monitor: 'default',
    model: null,
    baseline: file('baseline.csv'),
    current: file('production.csv'),
  };
  const report = compare({ profile, tally, settings, meta, views });
  v.parse(reportSchema, JSON.parse(JSON.stringify(report)));
  return report;
}

export function featureOf(report: Report, name: string): FeatureReport {
  const feature = report.features.find((one) => one.name === name);
  if (!feature) throw new Error(`The report has no feature ${name}.`);
  return feature;
}

export const driftedOf = (report: Report): string[] =>
  report.features.filter((feature) => feature.drifted).map(({ name }) => name);
