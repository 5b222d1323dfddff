import { copyFile, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Objects } from '../../functions/ports.ts';
import { isUnfinished } from './unfinished-file.ts';

/** The baseline goes first; should the batch be read before it, it waits. */
const FILES = [
  { source: 'breast-cancer/baseline.csv', key: 'baseline/breast-cancer-baseline.csv' },
  { source: 'breast-cancer/production.csv', key: 'production/breast-cancer-production.csv' },
] as const;

/**
 * Five readings a quarter too high are more likely an instrument than the world: whether a model is to learn from them
 * is for a person to say.
 */
const SETTINGS = { key: 'monitors/default.json', json: '{ "retrain": { "mode": "approve" } }\n' } as const;

/**
 * On the first run, uploads the Breast Cancer demo as anybody would: by copying its files into the inputs folder.
 * A run is the first as long as there is nothing else, uploaded or waiting in the folder; a crash half-way is made
 * good by the next.
 *
 * @param data the folder of sample data
 */
export async function loadDemoOnce(objects: Objects, data: URL, inputs: string): Promise<void> {
  const { objects: uploaded } = await objects.list('inputs', '', { limit: FILES.length + 2 });
  const inFolder = await readdir(inputs, { recursive: true, withFileTypes: true });
  const waiting = inFolder.filter((file) => file.isFile() && !isUnfinished(file.name));
  const names = [...uploaded.map(({ key }) => basename(key)), ...waiting.map(({ name }) => name)];
  const demo = [SETTINGS, ...FILES].map(({ key }) => basename(key));
  if (!names.every((name) => demo.includes(name))) return;
  const settings = join(inputs, SETTINGS.key);
  const found = await readFile(settings, 'utf8').catch(() => null);
  if (found !== null && found !== SETTINGS.json) return;
  const missing = FILES.filter(({ key }) => !uploaded.some((object) => object.key === key));
  if (missing.length > 0 && found === null) {
    await writeWhole(settings, (unfinished) => writeFile(unfinished, SETTINGS.json));
  }
  for (const { source, key } of missing) {
    const from = fileURLToPath(new URL(source, data));
    await writeWhole(join(inputs, key), (unfinished) => copyFile(from, unfinished));
  }
}

/** A watcher sees the whole file or none. */
async function writeWhole(to: string, write: (unfinished: string) => Promise<void>): Promise<void> {
  const unfinished = join(dirname(to), `.${basename(to)}.part`);
  await write(unfinished);
  await rename(unfinished, to);
}
