import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  type Batch,
  downloadPredictions,
  downloadReportCsv,
  downloadReportHtml,
  downloadReportJson,
  getBatch,
  getFeature,
  listBatches,
} from '../../../../functions/dashboard/wire/batches.ts';
import { listLabelFiles, listSetAside } from '../../../../functions/dashboard/wire/files.ts';
import {
  baselineCsv,
  cleanCsv,
  driftedCsv,
  identifiedCsv,
  labelledCsv,
  labelsCsv,
} from '../../sample-csv.ts';
import { ApiWorld } from '../api-world.ts';

const monitor = 'default';
let world: ApiWorld;
beforeEach(() => {
  world = new ApiWorld();
});
afterEach(() => world.close());

async function newestBatch(): Promise<string> {
  const { items } = await world.answer(listBatches, { monitor });
  const [newest] = items;
  if (newest?.state !== 'judged') throw new Error('Nothing was judged.');
  return newest.batchId;
}

describe('batches', () => {
  test('come newest first, each once, whatever the size of the pages', async () => {
    await world.upload('baseline/train.csv', baselineCsv());
    for (let i = 1; i <= 7; i++) await world.upload(`production/batch-${i}.csv`, cleanCsv(i));
    for (const limit of [1, 3, 7, 200]) {
      const all = await world.allPages<Batch>(listBatches, monitor, limit);
      const names = all.map(({ file }) => file.name);
      expect(names).toEqual([7, 6, 5, 4, 3, 2, 1].map((i) => `batch-${i}.csv`));
    }
  });

  test('that came again name the batch that has the verdict', async () => {
    await world.upload('baseline/train.csv', baselineCsv());
    await world.upload('production/may.csv', cleanCsv(1));
    const of = await newestBatch();
    await world.upload('production/again.csv', cleanCsv(1));
    const { items } = await world.answer(listBatches, { monitor });
    expect(items[0]).toMatchObject({ state: 'duplicate', of, file: { name: 'again.csv' } });
  });

  test.each([
    ['limit=0', 'limit', 'limit must be at least 1, not 0.'],
    ['limit=201', 'limit', 'limit must be at most 200, not 201.'],
    ['limit=many', 'limit', 'limit must be a whole number from 1 to 200, not "many".'],
  ])('refuse ?%s with the field and what is allowed', async (query, field, message) => {
    await world.upload('baseline/train.csv', baselineCsv());
    const response = await world.app.request(`/api/v1/monitors/default/batches?${query}`);
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({ error: { code: 'invalid', field, message } });
  });

  test('a cursor made up leads to no other records', async () => {
    await world.upload('baseline/train.csv', baselineCsv());
    await world.upload('production/may.csv', cleanCsv(1));
    for (const cursor of ['x', 'Wl8', '____', Buffer.from('\u{10ffff}').toString('base64url')]) {
      const { items } = await world.answer(listBatches, { monitor }, { query: { cursor } });
      expect(items.every(({ file }) => file.name === 'may.csv')).toBe(true);
    }
  });
});

describe('a batch', () => {
  test('has its record, its whole report and what it means in words', async () => {
    await world.upload('baseline/train.csv', labelledCsv(baselineCsv()));
    await world.upload('production/may.csv', driftedCsv(1));
    const id = await newestBatch();
    const answer = await world.answer(getBatch, { monitor, batch: id });
    expect(answer.batch).toMatchObject({ batchId: id, verdict: 'drift', driftedFeatures: 1 });
    expect(answer.batch.decision).toMatchObject({ counted: 'drift', change: 'opened' });
    expect(answer.report).toEqual(JSON.parse(await world.artifact((await world.reports())[0] ?? '')));
    expect(answer.headline).toBe('The data has drifted');
    expect(answer.explanation).toMatch(/^1 of 3 features in the production file/);
    expect(answer.predictions).toMatchObject([{ rows: 100, refusal: null, changed: null }]);
  });

  test('gives each feature alone, with its neighbours in the order of strength', async () => {
    await world.upload('baseline/train.csv', baselineCsv());
    await world.upload('production/may.csv', driftedCsv(1));
    const params = { monitor, batch: await newestBatch() };
    const { report, batch } = await world.answer(getBatch, params);
    const names = report.features.map(({ name }) => name);
    for (const [i, feature] of report.features.entries()) {
      expect(await world.answer(getFeature, params, { query: { feature: feature.name } })).toEqual({
        ...{ batch, feature, place: i + 1, of: 3 },
        stronger: names[i - 1] ?? null,
        weaker: names[i + 1] ?? null,
      });
    }
    const absent = await world.ask(getFeature, params, { query: { feature: '__proto__' } });
    expect(absent.status).toBe(404);
    expect(await absent.json()).toMatchObject({ error: { code: 'no-feature', field: 'feature' } });
  });

  test('is saved as JSON, CSV and HTML, the last with a policy that lets it do nothing', async () => {
    await world.upload('baseline/train.csv', baselineCsv());
    await world.upload('production/may.csv', driftedCsv(1));
    const batch = await newestBatch();
    const json = await world.ask(downloadReportJson, { monitor, batch });
    expect(await json.text()).toBe(await world.artifact((await world.reports())[0] ?? ''));
    expect(json.headers.get('Content-Disposition')).toMatch(
      /^attachment; filename="default-[0-9a-f]{8}-report\.json"$/,
    );
    const csv = await world.ask(downloadReportCsv, { monitor, batch });
    expect((await csv.text()).trimEnd().split('\n')).toHaveLength(4);
    const html = await world.ask(downloadReportHtml, { monitor, batch });
    expect(await html.text()).toContain('The data has drifted');
    expect(html.headers.get('Content-Security-Policy')).toMatch(
      /^default-src 'none'; style-src 'unsafe-inline';/,
    );
    expect(html.headers.get('Content-Security-Policy')).toContain("frame-ancestors 'none'");
  });

  test('gives its predictions as they are stored', async () => {
    await world.upload('baseline/train.csv', labelledCsv(baselineCsv()));
    await world.upload('production/may.csv', cleanCsv(1));
    const [prediction] = await world.predictions();
    const { batchId: batch = '', model = '' } = prediction ?? {};
    const response = await world.ask(downloadPredictions, { monitor, batch, model });
    expect(await response.text()).toBe(await world.artifact(prediction?.scored?.predictions.key ?? ''));
    expect(await world.refusal(downloadPredictions, { monitor, batch, model: 'none' })).toMatchObject({
      status: 404,
      code: 'no-predictions',
    });
  });

  test('says where predictions are that are too large for an answer', async () => {
    const small = new ApiWorld({ fileBytesMax: 100 });
    try {
      await small.upload('baseline/train.csv', labelledCsv(baselineCsv()));
      await small.upload('production/may.csv', cleanCsv(1));
      const [prediction] = await small.predictions();
      const { batchId: batch = '', model = '' } = prediction ?? {};
      const { status, message } = await small.refusal(downloadPredictions, { monitor, batch, model });
      expect(status).toBe(413);
      expect(message).toContain(`Copy ${prediction?.scored?.predictions.key} from the artifacts bucket.`);
    } finally {
      small.close();
    }
  });

  test.each(['none', '__proto__', '%00', 'x'.repeat(400), '../..'])('%s is not found', async (batch) => {
    await world.upload('baseline/train.csv', baselineCsv());
    expect(await world.refusal(getBatch, { monitor, batch })).toMatchObject({ status: 404 });
    expect(world.log).toEqual([]);
  });

  test('whose report was tampered with is a sentence, in the log too', async () => {
    await world.upload('baseline/train.csv', baselineCsv());
    await world.upload('production/may.csv', cleanCsv(1));
    const batch = await newestBatch();
    const [key = ''] = await world.reports();
    world.tamper(key, (text) => text.replace('"ok"', '"drift"'));
    const { status, message } = await world.refusal(getBatch, { monitor, batch });
    expect(status).toBe(500);
    expect(message).toMatch(/^This could not be answered: Artifact reports\//);
    expect(world.log).toHaveLength(1);
  });
});

describe('files', () => {
  test('that could not be used are listed with the reason', async () => {
    await world.upload('production/book.xlsx', 'PK');
    const { items } = await world.answer(listSetAside, { monitor });
    expect(items).toMatchObject([{ kind: 'production', code: 'not-csv', file: { name: 'book.xlsx' } }]);
    expect(items[0]?.message).toContain('only files that end in .csv, .csv.gz or .parquet are read');
  });

  test('with labels are listed with what came of them', async () => {
    await world.upload('baseline/train.csv', identifiedCsv(labelledCsv(baselineCsv()), 'b'));
    await world.upload('production/may.csv', identifiedCsv(cleanCsv(1), 'a'));
    await world.upload('labels/default/may.csv', labelsCsv('a', 0, 40));
    const { items } = await world.answer(listLabelFiles, { monitor });
    expect(items).toMatchObject([{ rows: 40, ids: 40, found: 40, columns: { id: 'id', label: 'label' } }]);
  });
});

describe('what has not changed', () => {
  test('is not sent again, and a report is then not even read', async () => {
    await world.upload('baseline/train.csv', baselineCsv());
    await world.upload('production/may.csv', cleanCsv(1));
    const batch = await newestBatch();
    const asked = [
      [listBatches, { monitor }],
      [getBatch, { monitor, batch }],
      [downloadReportHtml, { monitor, batch }],
    ] as const;
    for (const [endpoint, params] of asked) {
      const first = await world.ask(endpoint, params as never);
      const tag = first.headers.get('ETag') ?? '';
      expect(first.headers.get('Cache-Control')).toBe('private, no-cache');
      for (const known of [tag, tag.replace('W/', ''), `"other", ${tag}`]) {
        const again = await world.ask(endpoint, params as never, { headers: { 'If-None-Match': known } });
        expect(again.status).toBe(304);
        expect(await again.text()).toBe('');
        expect(again.headers.get('ETag')).toBe(tag);
      }
    }
    const tag = (await world.ask(getBatch, { monitor, batch })).headers.get('ETag') ?? '';
    world.tamper((await world.reports())[0] ?? '', () => '');
    const again = await world.ask(getBatch, { monitor, batch }, { headers: { 'If-None-Match': tag } });
    expect(again.status).toBe(304);
  });

  test('is sent again once it has: a batch more, a decision, predictions', async () => {
    await world.upload('baseline/train.csv', labelledCsv(baselineCsv()));
    await world.upload('production/may.csv', cleanCsv(1));
    const batch = await newestBatch();
    const tagOf = async () => [
      (await world.ask(listBatches, { monitor })).headers.get('ETag'),
      (await world.ask(getBatch, { monitor, batch })).headers.get('ETag'),
    ];
    const [list, one] = await tagOf();
    await world.upload('production/june.csv', cleanCsv(2));
    const [listAfter, oneAfter] = await tagOf();
    expect(listAfter).not.toBe(list);
    expect(oneAfter).toBe(one);
  });
});
