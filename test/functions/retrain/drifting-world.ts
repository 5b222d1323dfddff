import { deliver } from '../../../functions/adapters/local/consume.ts';
import { tellDecide } from '../../../functions/decide/message.ts';
import { championKey } from '../../../functions/records/champion-record.ts';
import type { RetrainRecord } from '../../../functions/records/retrain-record.ts';
import { baselineCsv, driftedCsv, identifiedCsv, labelledCsv } from '../sample-csv.ts';
import { World } from '../world.ts';

/** Rows of a drifting batch: enough for a challenger to learn from and be judged by. */
const DRIFTED_ROWS = 400;

/** Tells which class a row belongs to, by its amount and its place. */
export type Rule = (amount: number, i: number) => string;

/** After the drift the amounts are higher, and the answer is the other way round; now and then it is not. */
const CHANGED: Rule = (amount, i) => (amount > 90 === (i % 10 !== 0) ? 'no' : 'yes');

/** The world's answers as before the drift: what the champion knows already. */
export const UNCHANGED: Rule = (amount, i) => (amount > 50 === (i % 10 !== 0) ? 'yes' : 'no');

/** A drifted batch whose rows have ids `a0`, `a1`, … for the prefix `a`. */
export const driftedBatch = (prefix: string, seed: number, rows = DRIFTED_ROWS): string =>
  identifiedCsv(driftedCsv(seed, 1, 0.4, rows), prefix);

/** The answers to rows of an identified batch, from one up to another. */
export function answersTo(batch: string, rule: Rule = CHANGED, from = 0, to = Infinity): string {
  const [, ...rows] = batch.trimEnd().split('\n');
  const answers = rows.map((row, i) => {
    const [id, amount] = row.split(',');
    return `${id},${rule(Number(amount), i)}\n`;
  });
  return `id,label\n${answers.slice(from, to).join('')}`;
}

export const BATCH = driftedBatch('a', 1);

/** A model in charge, and an incident that one drifting batch has opened; no answers yet. */
export async function driftingWorld(settings: object = {}): Promise<World> {
  const world = new World();
  await world.upload('monitors/default.json', JSON.stringify({ id: 'id', ...settings }));
  await world.upload('baseline/first.csv', identifiedCsv(labelledCsv(baselineCsv()), 'base'));
  await world.upload('production/drifted.csv', BATCH);
  return world;
}

export const retrainings = (world: World) => world.documents<RetrainRecord>('M#default', 'RETRAIN#');

export const revision = async (world: World) =>
  (await world.ports.records.get(championKey('default')))?.rev ?? 0;

/** An operator asks for a retraining. */
export async function askToRetrain(world: World): Promise<void> {
  const [rev, asked] = [await revision(world), world.clock.now()];
  await tellDecide(world.ports, { kind: 'retrain', monitor: 'default', rev, asked });
  await world.settle();
}

/** An operator puts a challenger in charge. */
export async function promote(world: World, model: string): Promise<void> {
  await tellDecide(world.ports, { kind: 'promote', monitor: 'default', model, rev: await revision(world) });
  await world.settle();
}

export async function rollBack(world: World): Promise<void> {
  await tellDecide(world.ports, { kind: 'rollback', monitor: 'default', rev: await revision(world) });
  await world.settle();
}

/** Handles everything up to the next request to retrain, and hands that out. */
export async function untilRetrain(world: World): Promise<NonNullable<ReturnType<World['next']>>> {
  for (let delivery = world.next(); delivery !== null; delivery = world.next()) {
    if (delivery.consumer === world.functions.consumers.retrain) return delivery;
    await deliver(delivery, delivery.consumer, (error) => world.errors.push(error));
  }
  throw new Error('Nothing was to be retrained.');
}

/** Stores answers and tells of them, as an upload does, but leaves what follows to the caller. */
export async function answer(world: World, content: string): Promise<void> {
  await world.functions.objectCreated(await world.store('labels/default/answers.csv', content));
}
