import { afterEach, describe, expect, test } from 'vitest';
import {
  answersTo,
  BATCH,
  driftingWorld,
  retrainings,
  revision,
  UNCHANGED,
} from '../../functions/retrain/drifting-world.ts';
import type { World } from '../../functions/world.ts';
import { runCommand } from './run-command.ts';

let world: World;
afterEach(() => world.close());

const run = (...args: string[]) => runCommand([...args, '--state', world.folder]);
const TAKEN_UP =
  'A running driftline start takes it up within two seconds and says so; otherwise the next start does.\n';

describe('driftline retrain', () => {
  test('asks for a new model, says from which rows, and has it trained', async () => {
    world = await driftingWorld({ retrain: { mode: 'off' } });
    await world.upload('labels/default/answers.csv', answersTo(BATCH));
    expect(await run('retrain')).toEqual({
      code: 0,
      stderr: '',
      stdout: `A new model for monitor default is learned from the labelled rows since
production/drifted.csv, where the drift began: 400 so far.
${TAKEN_UP}`,
    });
    await world.settle();
    expect(await retrainings(world)).toMatchObject([{ trigger: 'operator', state: 'promoted' }]);

    expect((await run('retrain')).stdout).toContain(
      'learned from the labelled rows that came after\nthe labelled data since production/drifted.csv (400 rows of 1 batch, 3 features).\n',
    );
  });

  test('is refused while one is under way, without a model, and for an unknown monitor', async () => {
    world = await driftingWorld();
    const row = await world.monitor();
    expect((await run('retrain', 'file.csv')).stderr).toContain('takes no files, but got "file.csv"');
    expect((await run('retrain', '--monitor', 'defualt')).stderr).toContain('Did you mean default?');
    await world.upload('baseline/plain/train.csv', 'amount\n1\n2\n');
    expect(await run('retrain', '--monitor', 'plain')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('has no model in charge that could be retrained'),
    });
    const { records } = world.ports;
    const underWay = { ...row, retraining: { ...row?.retraining, underWay: 'RETRAIN#1' } };
    await records.transact([{ op: 'put', pk: 'MONITORS', sk: 'default', json: JSON.stringify(underWay) }]);
    expect((await run('retrain')).stderr).toContain('is being retrained already');
  });
});

describe('driftline promote', () => {
  test('puts the model in charge that waits for approval, and says how good it is', async () => {
    world = await driftingWorld({ retrain: { mode: 'approve' } });
    await world.upload('labels/default/answers.csv', answersTo(BATCH));
    const model = (await retrainings(world))[0]?.trained?.model;
    const { code, stdout } = await run('promote');
    expect([code, stdout.split('\n').slice(0, 2)]).toEqual([
      0,
      [
        `The retrained model ${model} takes charge of monitor default.`,
        expect.stringMatching(/^On 120 rows that neither had learned from: \d+ % → \d+ % right\.$/),
      ],
    ]);
    expect(stdout).toMatch(/\nLog loss \S+ → \S+: gain \S+ to \S+ \(95 % interval\)\.\n/);
    await world.settle();
    expect((await world.champion())?.model).toBe(model);
    expect((await run('promote', model ?? '')).stderr).toContain('is in charge already');
  });

  test('with a candidate waiting too wants one of them named', async () => {
    world = await driftingWorld({ retrain: { mode: 'approve' } });
    await world.upload('labels/default/answers.csv', answersTo(BATCH));
    await world.upload('baseline/second.csv', BATCH.replace('rate', 'rate2'));
    const { code, stderr } = await run('promote');
    expect(code).toBe(2);
    expect(stderr).toMatch(
      /Two wait for monitor default: name the retrained model .* or the baseline baseline\/second/,
    );
  });

  test('takes a model that was kept back by its version; others are refused with what they are', async () => {
    world = await driftingWorld();
    await world.upload('labels/default/answers.csv', answersTo(BATCH, UNCHANGED));
    const first = (await world.champion())?.model ?? '';
    const kept = (await retrainings(world))[0]?.trained?.model ?? '';
    expect((await run('promote')).stderr).toContain('Nothing waits for monitor default');
    expect((await run('promote', kept)).stdout).toContain(
      `model ${kept} takes charge of monitor default, though it is not surely better.\n`,
    );
    await world.settle();
    expect((await world.champion())?.model).toBe(kept);

    expect((await run('promote', first)).stderr).toMatch(
      /was learned from baseline .* goes with it: name that/,
    );
    const { stdout } = await run('rollback');
    expect(stdout).toContain(
      'takes charge of monitor default again, in place of the labelled data since production/drifted.csv (400 rows of 1 batch, 3 features).',
    );
    const before = await revision(world);
    await world.settle();
    expect(await revision(world)).toBeGreaterThan(before);
    expect((await world.champion())?.model).toBe(first);
    expect((await run('promote', kept)).stderr).toContain('was in charge before: driftline rollback');
  });
});

describe('driftline models', () => {
  test('lists a retrained model with its lineage and evidence, and what retraining waits for', async () => {
    world = await driftingWorld();
    const first = (await world.champion())?.model ?? '';
    await world.upload('labels/default/answers.csv', answersTo(BATCH, UNCHANGED));
    const { stdout } = await run('models');
    const { baseline, model } = (await retrainings(world))[0]?.trained ?? {};
    const blocks = stdout.split('\n\n');
    expect(blocks.find((block) => block.startsWith(`default  baseline ${baseline}`))).toMatch(
      /\n {2}labelled rows of production\/drifted.csv, not in charge\n {2}400 rows of 1 batch, 3 features\n {2}came after baseline /,
    );
    const challenger = blocks.find((block) => block.startsWith(`default  model ${model}`));
    expect(challenger).toContain(`logistic-regression, not surely better, kept back\n`);
    expect(challenger).toMatch(
      new RegExp(`to replace model ${first}\n {4}On 120 rows that neither .* right\\.\n`),
    );
    expect(blocks.at(-1)).toMatch(
      /^default {2}retraining\n {2}Waits for 100 more labelled rows; since the drift began there are 400\.\n {2}Copy a CSV with/,
    );
    expect((await run('models', '--monitor', 'other')).stdout).toContain('of a monitor "other"');
  });
});
