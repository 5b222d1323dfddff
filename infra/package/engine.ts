/**
 * What `import … from 'driftline'` gives: the engine, from bytes to a report. It knows no disk, clock or cloud, so it
 * runs in Node, in Lambda and in the browser.
 *
 * @example
 * import { compare, parseSettings, readBaseline, readBatch, renderText } from 'driftline';
 *
 * const settings = parseSettings({ label: 'churned' });
 * const profile = await readBaseline(createReadStream('training.csv'), settings, { name: 'training.csv' });
 * const tally = await readBatch(createReadStream('june.csv'), profile, settings, { name: 'june.csv' });
 * const source = (uri: string) => ({ uri, versionId: null, sha256: null });
 * const report = compare({
 *   profile, tally, settings,
 *   meta: { runId: 'june', monitor: 'churn', model: null, baseline: source('training.csv'), current: source('june.csv') },
 * });
 * console.log(renderText(report, { color: false, width: 80 }));
 */
export { parseSettings, SettingsError } from '../../shared/config/parse-settings.ts';
export type { ColumnType, Settings, SettingsInput } from '../../shared/config/settings.ts';
export { CsvError } from '../../shared/csv/csv-error.ts';
export type { BaselineProfile, FeatureProfile } from '../../shared/profile/profile.ts';
export { profileFromJson, profileToJson } from '../../shared/profile/profile-json.ts';
export { readBaseline } from '../../shared/profile/read-baseline.ts';
export { compare } from '../../shared/report/compare.ts';
export { renderHtml } from '../../shared/report/render/render-html.ts';
export { renderJson } from '../../shared/report/render/render-json.ts';
export { renderJunit } from '../../shared/report/render/render-junit.ts';
export { renderMarkdown } from '../../shared/report/render/render-markdown.ts';
export { renderText } from '../../shared/report/render/render-text.ts';
export type { FeatureReport, Finding, Report } from '../../shared/report/report.ts';
export { reportSchema } from '../../shared/report/report.ts';
export { mergeTallies } from '../../shared/tally/merge.ts';
export { readBatch } from '../../shared/tally/read-batch.ts';
export type { Tally } from '../../shared/tally/tally.ts';
