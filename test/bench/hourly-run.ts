import { readFileSync } from 'node:fs';
import { World } from '../functions/world.ts';
import { type Measured, measureFunctions } from './measure-functions.ts';

const BASELINE = readFileSync('data/breast-cancer/baseline.csv', 'utf8');
const [HEADER = '', ...ROWS] = readFileSync('data/breast-cancer/production.csv', 'utf8')
  .trimEnd()
  .split('\n');

/** So much of the production data over and over, no two batches the same. */
function batch(hour: number, megabytes: number): string {
  const rows = `${ROWS.toSpliced(hour, 1).join('\n')}\n`;
  return `${HEADER}\n${rows.repeat(Math.ceil((megabytes * 1e6) / rows.length))}`;
}

/** What an hour brings: a batch that drifts in an incident that people have heard of, and a sweep. */
export async function hourlyRun(
  megabytes: number,
): Promise<{ batch: Measured; sweep: Measured; stored: number }> {
  const world = new World();
  try {
    // The batches bring their labels along: with retraining on there would be no such incident.
    await world.upload('monitors/default.json', '{ "retrain": { "mode": "off" } }');
    await world.upload('baseline/default/train.csv', BASELINE);
    await world.upload('production/default/0.csv', batch(0, megabytes));
    const content = batch(1, megabytes);
    const event = await world.store('production/default/1.csv', content);
    const measured = await measureFunctions(world, () => world.functions.objectCreated(event));
    const sweep = await measureFunctions(world, async () => {});
    const { objects } = await world.objects.list('artifacts', 'reports/');
    return { batch: measured, sweep, stored: content.length + (objects[0]?.size ?? 0) };
  } finally {
    world.close();
  }
}
