import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { tellDecide } from '../../../functions/decide/message.ts';
import { championKey } from '../../../functions/records/champion-record.ts';
import { predictionKey, predictionOf } from '../../../functions/records/prediction-record.ts';
import { waitingCandidate } from '../../../functions/records/waiting-candidate.ts';
import { baselineCsv, cleanCsv, labelledCsv } from '../sample-csv.ts';
import { World } from '../world.ts';

/** The opposite of the first baseline's answers. */
const opposite = (amount: number) => (amount > 50 ? 'no' : 'yes');

let world: World;
let first: string;
beforeEach(async () => {
  world = new World();
  await world.upload('baseline/first.csv', labelledCsv(baselineCsv()));
  first = await inCharge();
  await world.upload('production/batch.csv', cleanCsv(1));
  await world.upload('baseline/second.csv', labelledCsv(baselineCsv(), opposite));
});
afterEach(() => world.close());

const inCharge = async () => (await world.champion())?.model ?? '';

const revision = async () => (await world.ports.records.get(championKey('default')))?.rev ?? 0;

async function promote(): Promise<string> {
  const { version } = (await waitingCandidate(world.ports.records, 'default')) ?? { version: '' };
  await send({ kind: 'promote', monitor: 'default', baseline: version, rev: await revision() });
  return inCharge();
}

const rollback = async () => send({ kind: 'rollback', monitor: 'default', rev: await revision() });

async function send(message: Parameters<typeof tellDecide>[1]): Promise<void> {
  await tellDecide(world.ports, message);
  await world.settle();
}

/** Sort key and id of the only batch. */
async function batch(): Promise<{ sk: string; batchId: string }> {
  const [prediction] = await world.predictions();
  return { sk: prediction?.batch ?? '', batchId: prediction?.batchId ?? '' };
}

async function changesOf(model: string) {
  return (await predictionOf(world.ports.records, 'default', (await batch()).sk, model)).value.changes;
}

async function predictedBy(model: string): Promise<string[]> {
  const csv = await world.artifact(`predictions/default/${(await batch()).batchId}/${model}.csv`);
  return csv
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => line.split(',')[1] ?? '');
}

describe('a document beside the predictions for the newest batch', () => {
  test('says after a promotion how many of them changed, and from what to what', async () => {
    expect(await changesOf(first)).toBeNull();
    const second = await promote();
    expect(second).not.toBe(first);
    const { batchId } = await batch();
    const key = `predictions/default/${batchId}/${second}.changes-from-${first}.json`;
    const document = JSON.parse(await world.artifact(key));
    const before = await predictedBy(first);
    const after = await predictedBy(second);
    const changed = before.filter((one, i) => one !== after[i]).length;
    expect(changed).toBeGreaterThan(90);
    expect(await changesOf(second)).toMatchObject({
      against: first,
      compared: { rows: 100, changed, document: { key } },
      refusal: null,
    });
    const classes = ['no', 'yes'];
    expect(document).toMatchObject({
      ...{ schemaVersion: 1, monitor: 'default', batchId, batch: { uri: 'inputs/production/batch.csv' } },
      before: { version: first, classes },
      after: { version: second, classes },
      ...{ rows: 100, changed, changedShare: changed / 100 },
      table: classes.map((from) =>
        classes.map((to) => before.filter((one, i) => one === from && after[i] === to).length),
      ),
    });
    expect(document.meanProbabilityChange).toBeGreaterThan(0.5);
    const models = await world.models();
    for (const side of [document.before, document.after]) {
      expect(models.find(({ version }) => version === side.version)?.trained?.document.sha256).toBe(
        side.sha256,
      );
    }
  });

  test('is written after a rollback too; what was predicted before stays as it is', async () => {
    const before = await world.predictions();
    const second = await promote();
    await rollback();
    expect(await inCharge()).toBe(first);
    const there = await changesOf(second);
    const back = await changesOf(first);
    expect(back).toMatchObject({ against: second, compared: { changed: there?.compared?.changed } });
    const scored = (await world.predictions()).find(({ model }) => model === first);
    expect({ ...scored, changes: null }).toEqual(before[0]);
    expect((await world.artifacts('predictions/')).filter((key) => key.endsWith('.csv'))).toHaveLength(2);
  });

  test('is the same when it is asked for again', async () => {
    const second = await promote();
    const changes = await changesOf(second);
    await rollback();
    await rollback();
    expect(await inCharge()).toBe(second);
    expect(await changesOf(second)).toEqual(changes);
    // Of each model its predictions, the summary of these, and what changed when it took charge.
    expect(await world.artifacts('predictions/')).toHaveLength(6);
  });

  test('is left out, with the reason on record, where the other model cannot be used; it is scored all the same', async () => {
    world.tamper(`models/default/${first}/model.json`, (text) => text.replace('"seed":1', '"seed":2'));
    world.start();
    const second = await promote();
    expect(await changesOf(second)).toMatchObject({
      against: first,
      compared: null,
      refusal: expect.stringContaining(`models/default/${first}/model.json has SHA-256`),
    });
    expect(await predictedBy(second)).toHaveLength(100);
    expect(world.alertCounts()).toEqual({});
    expect(world.queue.deadLetters()).toEqual([]);
    expect(await world.pending()).toBe(0);
  });
});

test('predictions that were recorded before there were such documents are read as without one', async () => {
  const { sk } = await batch();
  const key = predictionKey('default', sk, first);
  const stored = await world.ports.records.get(key);
  const { changes: _, ...old } = JSON.parse(stored?.json ?? '');
  await world.ports.records.transact([{ op: 'put', ...key, json: JSON.stringify(old) }]);
  expect(await changesOf(first)).toBeNull();
});
