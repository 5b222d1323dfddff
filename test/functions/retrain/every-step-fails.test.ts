import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type DecideMessage, tellDecide } from '../../../functions/decide/message.ts';
import type { RetrainInput } from '../../../shared/model/retrain/retrain-input.ts';
import type { RetrainResult } from '../../../shared/model/retrain/retrain-model.ts';
import { eventFailing, FAILURES } from '../failing-upload.ts';
import type { World } from '../world.ts';
import {
  answersTo,
  BATCH,
  driftingWorld,
  type Rule,
  retrainings,
  revision,
  UNCHANGED,
} from './drifting-world.ts';

/** Training is a function of its input: a thousand tries of the same need not each learn the same again. */
vi.mock('../../../shared/model/retrain/retrain-model.ts', async (original) => {
  const { retrainModel } = await original<{ retrainModel(input: RetrainInput): Promise<RetrainResult> }>();
  const known = new Map<string, Promise<RetrainResult>>();
  return {
    retrainModel: (input: RetrainInput) => {
      const key = JSON.stringify(input.sources);
      const result = known.get(key) ?? retrainModel(input);
      known.set(key, result);
      return result;
    },
  };
});

const worlds: World[] = [];
afterAll(() => {
  for (const world of worlds) world.close();
});

/** A world with all answers, in which nothing is retrained until a person asks. */
async function answered(mode: 'off' | 'approve', rule?: Rule): Promise<World> {
  const world = await driftingWorld({ retrain: { mode } });
  await world.upload('labels/default/all.csv', answersTo(BATCH, rule));
  worlds.push(world);
  return world;
}

/** What must be there in the end, whatever went wrong on the way. */
async function outcome(world: World) {
  const champion = await world.champion();
  const model = (await world.models()).find(({ version }) => version === champion?.model);
  const row = await world.monitor();
  const states = async (prefix: string) =>
    (await world.documents<{ state: string }>('M#default', prefix)).map(({ state }) => state).sort();
  return {
    status: row?.status,
    retraining: { ...row?.retraining, lastEnded: null },
    retrainings: (await retrainings(world)).map(({ state, trained, missing }) => ({
      ...{ state, missing },
      comparison: trained?.comparison,
    })),
    inCharge: [model?.state, model?.baseline === champion?.baseline, model?.trained?.rows],
    models: await states('MODEL#'),
    baselines: await states('BASELINE#'),
    incidents: await states('INCIDENT#'),
    scored: (await world.predictions()).filter(({ scored }) => scored !== null).length,
    measured: (await world.performances()).length,
    artifacts: [await world.artifacts('models/'), await world.artifacts('windows/')].map((all) => all.length),
    alerts: world.alertCounts(),
    pending: await world.pending(),
    deadLetters: world.queue.deadLetters(),
  };
}

type Case = (typeof FAILURES)[number];
type Failure = Case[1];

async function endsTheSame(
  origin: World,
  messageOf: (origin: World) => Promise<DecideMessage>,
  failure: Failure,
) {
  const message = await messageOf(origin);
  const send = (failAt: number) =>
    eventFailing(origin, (world) => tellDecide(world.ports, message), failAt, failure);
  const whole = await send(0);
  const expected = await outcome(whole.world);
  whole.world.close();
  expect(expected).toMatchObject({ pending: 0, deadLetters: [] });
  for (let failAt = 1; failAt <= whole.steps; failAt++) {
    const { world } = await send(failAt);
    expect(await outcome(world), `failing at step ${failAt} of ${whole.steps}`).toEqual(expected);
    world.close();
  }
  return expected;
}

const wish = async (world: World): Promise<DecideMessage> => ({
  kind: 'retrain',
  monitor: 'default',
  asked: world.clock.now(),
  rev: await revision(world),
});

const approval = async (world: World): Promise<DecideMessage> => {
  const model = (await retrainings(world))[0]?.trained?.model ?? '';
  return { kind: 'promote', monitor: 'default', model, rev: await revision(world) };
};

const [DIES_ALONE, DIES_AMONG_MANY, , ANSWER_LOST] = FAILURES as [Case, Case, Case, Case];

describe.each([
  // Training and what is decided of it: all that a promotion does not do, which is an approval's doing as well.
  { what: 'a challenger that is kept back', rule: UNCHANGED, state: 'kept', failures: FAILURES },
  { what: 'one that takes charge', rule: undefined, state: 'promoted', failures: [DIES_AMONG_MANY] },
  { what: 'too few answers', rule: () => 'yes', state: 'waiting-for-labels', failures: [DIES_ALONE] },
])('$what', ({ rule, state, failures }) => {
  let origin: World;
  beforeAll(async () => {
    origin = await answered('off', rule);
  });

  test.each(failures)('ends the same when at any single step %s', async (_title, failure) => {
    expect(await endsTheSame(origin, wish, failure)).toMatchObject({ retrainings: [{ state }] });
  });
});

test.each([DIES_ALONE, ANSWER_LOST])(
  "a person's approval ends the same when at any step %s",
  async (_title, failure) => {
    const seen = await endsTheSame(await answered('approve'), approval, failure);
    expect(seen).toMatchObject({ retrainings: [{ state: 'promoted' }], status: 'healthy' });
  },
);
