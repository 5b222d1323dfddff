import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { simulate } from '../../infra/cli/simulate.ts';
import { DEMOS } from '../../shared/simulate/demos.ts';
import { DATA } from './data-files.ts';

const SILENT = {
  stdin: (async function* () {})(),
  stdout: { write: () => {} },
  stderr: { write: () => {} },
  env: {},
  signal: new AbortController().signal,
};

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'driftline-data-'));
});
afterAll(() => rm(folder, { recursive: true }));

test.each(Object.keys(DEMOS))(
  'driftline simulate --demo %s makes the committed files, byte for byte',
  async (demo) => {
    const output = join(folder, demo);
    expect(await simulate.run(['--demo', demo, '--output', output], SILENT)).toBe(0);
    const made = await csvFiles(output);
    for (const path of made) {
      expect(await readFile(join(output, path), 'utf8'), path).toBe(
        await readFile(join(DATA, demo, path), 'utf8'),
      );
    }
    const kept = demo === 'obesity' ? ['source.csv'] : [];
    expect([...made, ...kept].sort()).toEqual(await csvFiles(join(DATA, demo)));
  },
);

test('another seed makes other loans', async () => {
  const output = join(folder, 'other-loans');
  await simulate.run(['--demo', 'loans', '--seed', '2', '--output', output], SILENT);
  const made = await readFile(join(output, 'baseline.csv'), 'utf8');
  expect(made).not.toBe(await readFile(join(DATA, 'loans/baseline.csv'), 'utf8'));
});

test('five --scale options make the breast cancer production file, byte for byte', async () => {
  const features = ['radius_mean', 'texture_mean', 'perimeter_mean', 'area_mean', 'smoothness_mean'];
  const output = join(folder, 'production.csv');
  const scales = features.flatMap((feature) => ['--scale', `${feature}=1.25`]);
  await simulate.run([join(DATA, 'breast-cancer/baseline.csv'), ...scales, '--output', output], SILENT);
  const committed = await readFile(join(DATA, 'breast-cancer/production.csv'), 'utf8');
  expect(await readFile(output, 'utf8')).toBe(committed);
});

async function csvFiles(path: string): Promise<string[]> {
  const files = await readdir(path, { recursive: true });
  return files.filter((file) => file.endsWith('.csv')).sort();
}
