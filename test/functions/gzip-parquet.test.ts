import { readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { afterEach, expect, test } from 'vitest';
import type { Report } from '../../shared/report/report.ts';
import { baselineCsv, cleanCsv, driftedCsv } from './sample-csv.ts';
import { World } from './world.ts';

const file = (name: string) => new Uint8Array(readFileSync(new URL(`../../${name}`, import.meta.url)));

const worlds: World[] = [];
function newWorld(): World {
  const world = new World();
  worlds.push(world);
  return world;
}
afterEach(() => {
  for (const world of worlds.splice(0)) {
    expect(world.errors).toEqual([]);
    world.close();
  }
});

/** Reports without what names files and digests, in the order of the batches. */
async function figures(world: World, monitor: string): Promise<Partial<Report>[]> {
  const found: Partial<Report>[] = [];
  for (const batch of await world.batches(monitor)) {
    if (batch.state !== 'judged') continue;
    const { body } = await world.objects.read({ bucket: 'artifacts', key: batch.report.key });
    const { runId: _, baseline: __, current, ...rest } = JSON.parse(await text(body)) as Report;
    found.push({ ...rest, current: { ...current, uri: '', versionId: null, sha256: null } });
  }
  return found;
}

test('compressed files are judged as the files are', async () => {
  const plain = newWorld();
  await plain.upload('baseline/churn/train.csv', baselineCsv());
  await plain.upload('production/churn/monday.csv', cleanCsv(1));
  await plain.upload('production/churn/tuesday.csv', driftedCsv(2));
  const zipped = newWorld();
  await zipped.upload('baseline/churn/train.csv.gz', gzipSync(baselineCsv()));
  await zipped.upload('production/churn/monday.csv.gz', gzipSync(cleanCsv(1)));
  await zipped.upload('production/churn/tuesday.CSV.GZ', gzipSync(driftedCsv(2)));
  const expected = await figures(plain, 'churn');
  expect(expected).toHaveLength(2);
  expect(await figures(zipped, 'churn')).toEqual(expected);
  expect(await zipped.monitor('churn')).toMatchObject({ status: 'unreliable' });
});

test('a batch in Parquet is judged as its CSV is', async () => {
  const [plain, parquet] = [newWorld(), newWorld()];
  for (const world of [plain, parquet]) {
    // Without a label no model is trained.
    await world.upload('monitors/cancer.json', '{"ignore": ["diagnosis"]}');
    await world.upload('baseline/cancer/train.csv', file('data/breast-cancer/baseline.csv'));
  }
  await plain.upload('production/cancer/june.csv', file('data/breast-cancer/production.csv'));
  await parquet.upload(
    'production/cancer/june.parquet',
    file('test/known-values/parquet/breast-cancer-production.parquet'),
  );
  const expected = await figures(plain, 'cancer');
  expect(expected).toMatchObject([{ verdict: 'drift' }]);
  expect(await figures(parquet, 'cancer')).toEqual(expected);
});

test.each([
  ['june.csv.gz', () => gzipSync(cleanCsv(1)).subarray(0, -20), 'gzip data is damaged or cut short'],
  ['june.parquet', () => file('test/known-values/parquet/row-groups.parquet').subarray(0, 900), 'cut short'],
  ['june.parquet', () => file('test/known-values/parquet/nested-only.parquet'), 'no column with one value'],
])('%s that cannot be read is set aside, once and for all', async (name, bytes, words) => {
  const world = newWorld();
  await world.upload('baseline/churn/train.csv', baselineCsv());
  await world.upload(`production/churn/${name}`, bytes());
  expect(await world.batches('churn')).toEqual([]);
  expect(world.alertCounts()).toEqual({ 'file.quarantined': 1 });
  expect(world.alerts()[0]?.text).toContain(words);
});
