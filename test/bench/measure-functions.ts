import { measurementsOf } from '../../functions/adapters/aws/measurements.ts';
import { deliver } from '../../functions/adapters/local/consume.ts';
import type { Ports, Write } from '../../functions/ports.ts';
import { QUEUES, type QueueName } from '../../functions/queues.ts';
import type { FunctionName } from '../../infra/aws/function-sizes.ts';
import type { World } from '../functions/world.ts';
import { countUsage, Usage } from './count-usage.ts';

export interface Measured {
  readonly usage: Usage;
  /** Of all invocations of a function, without starts. */
  readonly seconds: Partial<Record<FunctionName, number>>;
  readonly invocations: Partial<Record<FunctionName, number>>;
  readonly metrics: ReadonlySet<string>;
}

/** Handles what `act` begins or, when that is nothing, one sweep; and counts. */
export async function measureFunctions(world: World, act: () => Promise<void>): Promise<Measured> {
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
