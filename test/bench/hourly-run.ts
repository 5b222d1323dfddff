import { readFileSync } from 'node:fs';
import { measurementsOf } from '../../functions/adapters/aws/measurements.ts';
import { deliver } from '../../functions/adapters/local/consume.ts';
import type { Ports, Write } from '../../functions/ports.ts';
import { QUEUES, type QueueName } from '../../functions/queues.ts';
import type { FunctionName } from '../../infra/aws/function-sizes.ts';
import { World } from '../functions/world.ts';
import { countUsage, Usage } from './count-usage.ts';

const BASELINE = readFileSync('data/breast-cancer/baseline.csv', 'utf8');
const [HEADER = '', ...ROWS] = readFileSync('data/breast-cancer/production.csv', 'utf8')
  .trimEnd()
  .split('\n');

/** So much of the production data over and over, no two batches the same. */
function batch(hour: number, megabytes: number): string {
  const rows = `${ROWS.toSpliced(hour, 1).join('\n')}\n`;
  return `${HEADER}\n${rows.repeat(Math.ceil((megabytes * 1e6) / rows.length))}`;
}

export interface Measured {
  readonly usage: Usage;
  /** Of all invocations of a function, without starts. */
  readonly seconds: Partial<Record<FunctionName, number>>;
  readonly invocations: Partial<Record<FunctionName, number>>;
  readonly metrics: ReadonlySet<string>;
}

/** Handles what `act` begins, and counts. */
async function measure(world: World, act: () => Promise<void>): Promise<Measured> {
  const usage = new Usage();
  const metrics = new Set<string>();
  world.start((ports) => noting(countUsage(ports, usage), metrics));
  const seconds: Partial<Record<FunctionName, number>> = {};
  const invocations: Partial<Record<FunctionName, number>> = {};
  const timed = async (name: FunctionName, run: () => Promise<unknown>) => {
    const began = performance.now();
    await run();
    seconds[name] = (seconds[name] ?? 0) + (performance.now() - began) / 1000;
    invocations[name] = (invocations[name] ?? 0) + 1;
  };
  await act();
  for (let next = world.next(); next !== null; next = world.next()) {
    const delivery = next;
    const name = (Object.keys(QUEUES) as QueueName[]).find(
      (queue) => world.functions.consumers[queue] === delivery.consumer,
    );
    await timed(name!, () => deliver(delivery, delivery.consumer, fail));
  }
  if (Object.keys(seconds).length === 0) await timed('sweep', () => world.functions.sweep());
  return { usage, seconds, invocations, metrics };
}

/** The same ports; `metrics` hears the names of what a function on AWS would publish. */
function noting(ports: Ports, metrics: Set<string>): Ports {
  const transact = async (writes: readonly Write[]) => {
    await ports.records.transact(writes);
    for (const { name } of measurementsOf(writes, ports.clock.now())) metrics.add(name);
  };
  return { ...ports, records: { ...ports.records, transact } };
}

function fail(error: unknown): never {
  throw error;
}

/** What an hour brings: a batch that drifts in an incident that people have heard of, and a sweep. */
export async function hourlyRun(
  megabytes: number,
): Promise<{ batch: Measured; sweep: Measured; stored: number }> {
  const world = new World();
  try {
    await world.upload('baseline/default/train.csv', BASELINE);
    await world.upload('production/default/0.csv', batch(0, megabytes));
    const content = batch(1, megabytes);
    const event = await world.store('production/default/1.csv', content);
    const measured = await measure(world, () => world.functions.objectCreated(event));
    const sweep = await measure(world, async () => {});
    const { objects } = await world.objects.list('artifacts', 'reports/');
    return { batch: measured, sweep, stored: content.length + (objects[0]?.size ?? 0) };
  } finally {
    world.close();
  }
}
