import { tellDecide } from '../../functions/decide/message.ts';
import { championKey } from '../../functions/records/champion-record.ts';
import { seededRandom } from '../../shared/stats/random.ts';
import { World } from '../functions/world.ts';
import { type Measured, measureFunctions } from './measure-functions.ts';

const COLUMNS = 30;

/** Rows with labels: numbers, and an answer that depends on two of them and, by `weight`, on a third one. */
function labelledCsv(rows: number, seed: number, weight: number): string {
  const random = seededRandom(seed);
  const lines = Array.from({ length: rows }, (_, row) => {
    // The third one is drawn from somewhere else as well, so that the data drifts.
    const x = Array.from({ length: COLUMNS }, (_, k) => random.normal() + (k === 2 ? weight : 0));
    const answer = x[0]! + x[1]! + weight * x[2]! + 0.3 * random.normal() > 0 ? 'yes' : 'no';
    return `${seed}-${row},${x.map((value) => value.toPrecision(6)).join(',')},${answer}`;
  });
  return `id,${Array.from({ length: COLUMNS }, (_, k) => `x${k}`).join(',')},label\n${lines.join('\n')}\n`;
}

/** A retraining with trees: as many rows from before the drift as since. */
export async function retrainingRun(rows: number): Promise<Measured> {
  const world = new World();
  try {
    const settings = { label: 'label', id: 'id', model: { kind: 'boosted-trees' }, retrain: { mode: 'off' } };
    await world.upload('monitors/default.json', JSON.stringify(settings));
    await world.upload('baseline/default/train.csv', labelledCsv(rows, 1, 0));
    await world.upload('production/default/0.csv', labelledCsv(rows, 2, 1));
    const { rev = 0 } = (await world.ports.records.get(championKey('default'))) ?? {};
    const measured = await measureFunctions(world, () =>
      tellDecide(world.ports, { kind: 'retrain', monitor: 'default', asked: world.clock.now(), rev }),
    );
    if (world.alertCounts()['retrain.promoted'] !== 1) throw new Error('The challenger was not promoted.');
    return measured;
  } finally {
    world.close();
  }
}
