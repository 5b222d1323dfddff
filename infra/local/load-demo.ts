import { copyFile, readdir, rename } from 'node:fs/promises';
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
 * On the first run, uploads the Breast Cancer demo as anybody would: by copying its files into the inputs folder.
 * A run is the first as long as there is nothing else, uploaded or waiting in the folder; a crash half-way is made
 * good by the next.
 *
 * @param data the folder of sample data
 */
export async function loadDemoOnce(objects: Objects, data: URL, inputs: string): Promise<void> {
  const { objects: uploaded } = await objects.list('inputs', '', { limit: FILES.length + 1 });
  const inFolder = await readdir(inputs, { recursive: true, withFileTypes: true });
  const waiting = inFolder.filter((file) => file.isFile() && !isUnfinished(file.name));
  const names = [...uploaded.map(({ key }) => basename(key)), ...waiting.map(({ name }) => name)];
  const isDemo = (name: string) => FILES.some(({ key }) => basename(key) === name);
  if (!names.every(isDemo)) return;
  const missing = FILES.filter(({ key }) => !uploaded.some((object) => object.key === key));
  for (const { source, key } of missing)
    await copyWhole(fileURLToPath(new URL(source, data)), join(inputs, key));
}

/** A watcher sees the whole file or none. */
async function copyWhole(from: string, to: string): Promise<void> {
  const unfinished = join(dirname(to), `.${basename(to)}.part`);
  await copyFile(from, unfinished);
  await rename(unfinished, to);
}
