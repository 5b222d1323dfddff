import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { batchPath, featurePath, modelPath, monitorPath } from '../../functions/dashboard/paths.ts';
import { type Batch, listBatches } from '../../functions/dashboard/wire/batches.ts';
import { listAlerts } from '../../functions/dashboard/wire/incidents.ts';
import { listModels } from '../../functions/dashboard/wire/models.ts';
import { type ServedWorld, serveWorld } from './served-world.ts';

const DATA = join(import.meta.dirname, '../../data');
const START = Date.UTC(2026, 7, 31, 9);
const WEEK_MS = 7 * 24 * 60 * 60_000;
const LABELS_AFTER_MS = 3 * 24 * 60 * 60_000;
const WEEKS = 10;

/** A page as somebody finds it, or after they have done something there. */
export interface Scene {
  readonly name: string;
  readonly path: string;
  /** What is done there; over when everything that it brings has been drawn. */
  readonly act?: (page: Page) => Promise<void>;
}

/** The web app with real data behind it, and a scene for every page. */
export interface FilledWorld extends ServedWorld {
  readonly scenes: readonly Scene[];
}

/**
 * Serves three monitors: `obesity`, ten weeks with a drift, a retraining and a promotion; `default`, the Breast Cancer
 * demo, whose retrained model waits for a person; and `churn`, whose batch waits for a baseline. Its clock stands still
 * and its models are seeded: every page looks the same each time. About ten seconds.
 */
export async function serveFilledWorld(): Promise<FilledWorld> {
  const served = await serveWorld(START);
  await fillObesity(served);
  await fillDefault(served);
  await served.world.upload('production/churn/october.csv', 'customer,months,plan\n1,3,basic\n');
  return { ...served, scenes: await scenesOf(served) };
}

const sample = (path: string) => readFile(join(DATA, path), 'utf8');

async function fillObesity({ world }: ServedWorld): Promise<void> {
  await world.upload('monitors/obesity.json', await sample('obesity/settings.json'));
  await world.upload('baseline/obesity/baseline.csv', await sample('obesity/baseline.csv'));
  for (let week = 1; week <= WEEKS; week++) {
    const name = `week-${String(week).padStart(2, '0')}.csv`;
    world.clock.wind(WEEK_MS - LABELS_AFTER_MS);
    await world.upload(`production/obesity/${name}`, await sample(`obesity/production/${name}`));
    world.clock.wind(LABELS_AFTER_MS);
    await world.upload(`labels/obesity/${name}`, await sample(`obesity/labels/${name}`));
    await world.sweep();
  }
}

async function fillDefault({ world }: ServedWorld): Promise<void> {
  await world.upload('monitors/default.json', '{ "retrain": { "mode": "approve" } }');
  await world.upload('baseline/breast-cancer-baseline.csv', await sample('breast-cancer/baseline.csv'));
  await world.upload('production/breast-cancer-production.csv', await sample('breast-cancer/production.csv'));
  await world.upload('production/notes.xlsx', 'PK');
}

async function scenesOf({ world }: ServedWorld): Promise<Scene[]> {
  const newestOf = async (monitor: string, matches: (batch: Batch) => boolean = () => true) => {
    const batches = await world.allPages<Batch>(listBatches, monitor, 50);
    const found = batches.find((batch) => batch.state === 'judged' && matches(batch));
    if (found?.state !== 'judged') throw new Error(`Monitor ${monitor} has judged no such batch.`);
    return found.batchId;
  };
  const drift = await newestOf('default');
  const weekFive = await newestOf('obesity', ({ file }) => file.name === 'week-05.csv');
  const {
    items: [waiting],
  } = await world.answer(listModels, { monitor: 'default' });
  const { items: alerts } = await world.answer(listAlerts, { monitor: 'default' });
  const alert = alerts.find(({ subject }) => subject.includes('drift'));
  if (waiting === undefined || alert === undefined) throw new Error('The demo gave no model or no alert.');
  const obesity = monitorPath('obesity');
  return [
    { name: 'monitors', path: '/' },
    { name: 'compare', path: '/compare' },
    { name: 'compare-sample', path: '/compare', act: compareSample },
    { name: 'monitor-default', path: monitorPath('default') },
    { name: 'monitor-obesity', path: obesity },
    { name: 'monitor-churn', path: monitorPath('churn') },
    { name: 'report-default', path: batchPath('default', drift) },
    { name: 'report-obesity', path: batchPath('obesity', weekFive) },
    { name: 'feature', path: featurePath('default', drift, 'smoothness_mean') },
    { name: 'feature-obesity', path: featurePath('obesity', weekFive, 'Age') },
    { name: 'models-default', path: `${monitorPath('default')}/models` },
    { name: 'models-obesity', path: `${obesity}/models` },
    { name: 'model', path: modelPath('default', waiting.version) },
    { name: 'alert', path: `${monitorPath('default')}/alerts/${alert.alert}` },
    { name: 'upload', path: `${obesity}/upload` },
    { name: 'upload-new', path: '/upload' },
    { name: 'predict', path: `${obesity}/predict`, act: predict },
    { name: 'settings', path: `${obesity}/settings`, act: trySettings },
    { name: 'not-found', path: '/nowhere' },
    { name: 'no-monitor', path: monitorPath('nobody') },
  ];
}

async function compareSample(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'try the sample' }).click();
  await page.getByRole('heading', { name: 'The data has drifted' }).waitFor();
}

async function predict(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Predict', exact: true }).click();
  await page.locator('.predicted').waitFor();
}

async function trySettings(page: Page): Promise<void> {
  await page.getByLabel('Drifted features that raise an alert').fill('5');
  await page.getByRole('button', { name: 'Try on the last 20 batches' }).click();
  await page.locator('.preview-sentence').waitFor();
}

/** Shows a scene: the page of its address, all drawn. */
export async function showScene(page: Page, url: string, { path, act }: Scene): Promise<void> {
  await page.goto(url + path);
  await page.waitForSelector('main h1', { state: 'attached' });
  await act?.(page);
  await page.waitForLoadState('networkidle');
}
