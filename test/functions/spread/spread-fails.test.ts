import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Part } from '../../../functions/spread/part.ts';
import { RunEnded, SETTLING_MS } from '../../../functions/spread/spread-batch.ts';
import { FailingPorts, type FailureMode } from '../failing-ports.ts';
import { LEASE_MS, World } from '../world.ts';
import { quotedCsv } from './quoted-csv.ts';
import { LIMITS, SpreadWorld } from './spread-world.ts';

const KEY = 'production/june.csv';
const BATCH = quotedCsv(250, { seed: 1 });
/** How long `sweep` leaves a file to the queue after its claim ran out. */
const GRACE_MS = 5 * 60_000;

let before: World;
beforeAll(async () => {
  before = new World();
  await before.upload('baseline/train.csv', quotedCsv(300));
});
afterAll(() => before.close());

let spread: SpreadWorld;
let world: World;
function startAnew() {
  spread = new SpreadWorld(before);
  world = spread.world;
}
beforeEach(() => {
  startAnew();
  return () => world.close();
});

/** What must be there in the end, whatever went wrong on the way. */
async function outcome() {
  return {
    batches: (await world.batches()).map((batch) => [batch.state, batch.state === 'judged' && batch.verdict]),
    quarantined: (await world.documents('M#default', 'QUARANTINE#')).length,
    reports: (await world.reports()).length,
    alerts: world.alertCounts(),
    pending: await world.pending(),
    deadLetters: world.queue.deadLetters(),
  };
}
const EXPECTED = {
  batches: [['judged', 'drift']],
  quarantined: 0,
  reports: 1,
  alerts: { 'drift.opened': 1 },
  pending: 0,
  deadLetters: [],
};
const SET_ASIDE = {
  ...EXPECTED,
  batches: [],
  quarantined: 1,
  reports: 0,
  alerts: { 'file.quarantined': 1 },
};

const refusals = async () =>
  (await world.documents<{ refusal: { message: string } }>('M#default', 'QUARANTINE#')).map(
    ({ refusal }) => refusal.message,
  );

/** Hands a batch over, and keeps its run from being run. */
async function handOver() {
  const event = await world.upload(KEY, BATCH);
  expect(spread.started).toHaveLength(1);
  return { event, run: spread.started[0]! };
}

describe('whatever fails once', () => {
  /** Runs with one of all calls of all steps failing; that of a crashed function takes those behind it along. */
  async function runFailing(failAt: number, mode: FailureMode): Promise<number> {
    startAnew();
    const { run } = await handOver();
    const failing = new FailingPorts(failAt, mode);
    await spread.run(run, (payload) => {
      failing.dead = false;
      return spread.invoke(payload, failing.wrap(world.ports));
    });
    return failing.steps;
  }

  test.each(['fail-before', 'fail-after', 'crash'] as const)(
    'the outcome is the same, at every step of every function: %s',
    async (mode) => {
      world.close();
      const steps = await runFailing(0, mode);
      expect(await outcome()).toEqual(EXPECTED);
      expect(steps).toBeGreaterThan(60);
      for (let failAt = 1; failAt <= steps; failAt++) {
        world.close();
        await runFailing(failAt, mode);
        expect(await outcome(), `failing at step ${failAt} of ${steps}`).toEqual(EXPECTED);
      }
    },
  );

  test('a range is tried again alone', async () => {
    const { run } = await handOver();
    let failed = false;
    await spread.run(run, async (payload) => {
      if (payload.step === 'tally' && payload.range.from > 4096 && !failed) {
        failed = true;
        spread.asked.push(payload);
        throw new Error('connection reset');
      }
      return spread.invoke(payload);
    });
    const ranges = new Set(
      spread.asked.filter(({ step }) => step === 'tally').map(({ range }) => range.from),
    );
    expect(ranges.size).toBeGreaterThan(1);
    expect(spread.count('tally')).toBe(ranges.size + 1);
    expect(await outcome()).toEqual(EXPECTED);
  });

  test('a run that could not be started is started by the next try', async () => {
    const start = world.spread!.start;
    let tries = 0;
    world.spread = {
      ...world.spread!,
      start: async (run) => {
        if (++tries === 1) throw new Error('throttled');
        await start(run);
      },
    };
    world.start();
    await world.upload(KEY, BATCH);
    await spread.run(spread.started[0]!);
    expect(await outcome()).toEqual(EXPECTED);
  });
});

describe('a report is never made of a part of the file', () => {
  /** Runs with the parts that the judge is given changed. */
  async function runWith(change: (parts: Part[]) => Part[]) {
    const { run } = await handOver();
    spread.limits = { ...LIMITS, partBytes: 2048 };
    let parts: Part[] = [];
    return spread.run(run, async (payload) => {
      if (payload.step === 'merge') parts = payload.parts;
      return spread.invoke(payload.step === 'judge' ? { ...payload, parts: change(parts) } : payload);
    });
  }

  test.each<[string, (parts: Part[]) => Part[]]>([
    ['the first is missing', (parts) => parts.slice(1)],
    ['the last is missing', (parts) => parts.slice(0, -1)],
    ['one in the middle is missing', (parts) => parts.filter((_, i) => i !== 1)],
    ['one is there twice', (parts) => [...parts.slice(0, 2), ...parts.slice(1)]],
    ['two have changed places', ([a, b, ...rest]) => [b!, a!, ...rest]],
    ['one could not be read', ([a, ...rest]) => [{ ...a!, sha256: null }, ...rest]],
    ['one is another tally than was told of', ([a, ...rest]) => [{ ...a!, sha256: 'f'.repeat(64) }, ...rest]],
    ['there is none', () => []],
  ])('%s', async (_what, change) => {
    const execution = await runWith(change);
    expect(execution.status).toBe('FAILED');
    expect(spread.count('judge')).toBe(1);
    expect(await outcome()).toEqual(SET_ASIDE);
  });

  test('all of them, untouched, are a report', async () => {
    await runWith((parts) => parts);
    expect(await outcome()).toEqual(EXPECTED);
  });
});

describe('two reports are never made', () => {
  test('the upload told again while it is being read waits, and afterwards changes nothing', async () => {
    const { event, run } = await handOver();
    await world.queue.send('detect', JSON.stringify(event));
    const delivery = world.next()!;
    expect(await delivery.consumer(delivery.message)).toEqual({ kind: 'hide', until: expect.any(Number) });
    delivery.hide(world.clock.now() + 1000);
    await spread.run(run);
    await world.tell(event);
    expect(spread.started).toEqual([run]);
    expect(await outcome()).toEqual(EXPECTED);
  });

  test('the claim lasts as long as the run may', async () => {
    const { event, run } = await handOver();
    await spread.invoke({ step: 'plan', run });
    world.clock.wind(LIMITS.timeMs);
    await world.functions.sweep();
    await world.queue.send('detect', JSON.stringify(event));
    const delivery = world.next()!;
    expect(await delivery.consumer(delivery.message)).toMatchObject({ kind: 'hide' });
    expect(spread.started).toEqual([run]);
  });

  test('every step done twice', async () => {
    const { run } = await handOver();
    await spread.run(run, async (payload) => {
      await spread.invoke(payload);
      return spread.invoke(payload);
    });
    expect(await outcome()).toEqual(EXPECTED);
  });

  test('a run that was lost is followed by another, and finds so when it comes back', async () => {
    const { run: lost } = await handOver();
    world.clock.wind(LEASE_MS + GRACE_MS);
    await world.sweep();
    const [, next] = spread.started;
    expect(next).toEqual({ claim: lost.claim, tries: 2 });
    const plan = await spread.invoke({ step: 'plan', run: next });
    expect(plan).toMatchObject({ next: 'tally' });

    expect(await spread.invoke({ step: 'plan', run: lost })).toEqual({ next: 'end' });
    await expect(spread.invoke({ step: 'tally', run: lost, range: plan.ranges[0] })).rejects.toThrow(
      RunEnded,
    );
    await spread.invoke({ step: 'judge', run: lost, parts: [] });
    await spread.invoke({ step: 'give-up', run: lost });
    expect(await world.reports()).toEqual([]);

    await spread.run(next!);
    expect(await outcome()).toEqual(EXPECTED);
  });
});

describe('a run that fails for good sets the file aside and says why', () => {
  test('when a step fails however often it is tried', async () => {
    const { run } = await handOver();
    const execution = await spread.run(run, async (payload) => {
      if (payload.step !== 'tally') return spread.invoke(payload);
      throw new Error('connection reset');
    });
    expect(execution).toMatchObject({ status: 'FAILED', path: expect.arrayContaining(['GiveUp']) });
    expect(await refusals()).toEqual([expect.stringContaining('The log of Spread says why')]);
    expect(await outcome()).toEqual(SET_ASIDE);
  });

  test('when it takes too long', async () => {
    const { run } = await handOver();
    const execution = await spread.run(run, async (payload) => {
      if (payload.step === 'mend') world.clock.wind(LIMITS.timeMs + 1);
      return spread.invoke(payload);
    });
    expect(execution.status).toBe('FAILED');
    expect(spread.count('mend')).toBe(1);
    expect(await refusals()).toEqual([expect.stringContaining('spreadHoursMax')]);
    expect(await outcome()).toEqual(SET_ASIDE);
  });

  test('when it would cost too much, before it has', async () => {
    spread.limits = { ...LIMITS, dollars: 1e-6 };
    const { run } = await handOver();
    const execution = await spread.run(run);
    expect(execution.status).toBe('SUCCEEDED');
    expect(spread.count('tally')).toBe(0);
    expect(await refusals()).toEqual([expect.stringContaining('spreadDollarsMax')]);
    expect(await outcome()).toEqual(SET_ASIDE);
  });

  test('and when not even that can be written down, the sweep begins anew', async () => {
    const { run } = await handOver();
    await spread.run(run, async ({ step }) => {
      if (step === 'plan') return spread.invoke({ step, run });
      throw new Error('all is down');
    });
    world.clock.wind(LIMITS.timeMs + SETTLING_MS + GRACE_MS);
    await world.sweep();
    expect(spread.started).toHaveLength(2);
    await spread.run(spread.started[1]!);
    expect(await outcome()).toEqual(EXPECTED);
  });
});
