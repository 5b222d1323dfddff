import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ArtifactChanged } from '../../../functions/artifact.ts';
import { VersionChanged } from '../../../functions/replay/read-version.ts';
import { type Replay, replay } from '../../../functions/replay/replay.ts';
import { parseSettings } from '../../../shared/config/parse-settings.ts';
import type { SettingsInput } from '../../../shared/config/settings.ts';
import { CsvError } from '../../../shared/csv/csv-error.ts';
import { answersTo, BATCH, driftedBatch, driftingWorld } from '../retrain/drifting-world.ts';
import { baselineCsv, cleanCsv, driftedCsv, identifiedCsv, labelledCsv, tinyCsv } from '../sample-csv.ts';
import { World } from '../world.ts';

let world: World;
beforeEach(() => {
  world = new World();
});
afterEach(() => world.close());

async function given(...batches: string[]): Promise<void> {
  await world.upload('baseline/train.csv', baselineCsv());
  for (const [i, csv] of batches.entries()) await world.upload(`production/${i}.csv`, csv);
}

function replayed(settings: SettingsInput, options: { last?: number; signal?: AbortSignal } = {}) {
  return replay(world.ports, {
    monitor: 'default',
    settings: parseSettings(settings),
    signal: new AbortController().signal,
    onProgress: () => {},
    ...options,
  });
}

const verdicts = ({ batches }: Replay) =>
  batches.map(({ after }) => (after.kind === 'judged' ? after.facts.verdict : after.kind));

/** Opens, worsens, closes after three clean ones; one that is too small counts neither way. */
const STORY = [
  cleanCsv(1),
  driftedCsv(2, 1, 0.35),
  driftedCsv(3, 3, 0.6),
  tinyCsv(4),
  cleanCsv(5),
  cleanCsv(6),
  cleanCsv(7),
  driftedCsv(8, 2, 0.4),
];

describe('replay(ports, options)', () => {
  test('under the settings in force says again what was said, alert for alert', async () => {
    await given(...STORY);
    const { batches, before, after } = await replayed({});
    expect(batches).toHaveLength(STORY.length);
    for (const { before, after } of batches) {
      expect(after).toMatchObject({ kind: 'judged', top: before.kind === 'judged' && before.top });
      if (before.kind === 'judged' && after.kind === 'judged')
        expect(before.facts).toMatchObject(after.facts);
    }
    expect(after).toEqual(before);
    const row = await world.monitor();
    expect(before.state).toMatchObject({
      incident: row?.incident,
      clean: row?.clean,
      lastClosed: row?.lastClosed,
    });
    const sent = world.alertCounts();
    expect(sent).toEqual({ 'drift.opened': 2, 'drift.worsened': 1, 'drift.cleared': 1 });
    expect([before.alerts, before.allClears]).toEqual([3, 1]);
    expect(before.incidents).toEqual([
      { from: 1, to: 6 },
      { from: 7, to: null },
    ]);
  });

  test('under a larger minEffect passes over what is smaller, and notices the rest later', async () => {
    await given(...STORY);
    const result = await replayed({ minEffect: 0.45, resolution: 0.55 });
    expect(verdicts(result)).toEqual(['ok', 'ok', 'drift', 'insufficient', 'ok', 'ok', 'ok', 'ok']);
    expect(result.after).toMatchObject({ alerts: 1, incidents: [{ from: 2, to: 6 }] });
  });

  test('knows that a retrained model took charge, which ended the incident', async () => {
    world.close();
    world = await driftingWorld();
    await world.upload('labels/default/answers.csv', answersTo(BATCH));
    await world.upload('production/same.csv', driftedBatch('b', 7));
    await world.upload('production/other.csv', identifiedCsv(driftedCsv(8, 1, 0.9, 400), 'c'));
    const { before, after, promotions } = await replayed({ id: 'id' });
    expect(after).toEqual(before);
    expect([before.alerts, before.allClears, promotions]).toEqual([2, 1, 1]);
    expect(before.incidents).toEqual([
      { from: 0, to: 1 },
      { from: 2, to: null },
    ]);
    expect(before.state.incident).toEqual((await world.monitor())?.incident);
    expect((await replayed({ id: 'id', minEffect: 0.95, resolution: 0.99 })).after.allClears).toBe(0);
    expect((await replayed({ id: 'id' }, { last: 1 })).promotions).toBe(0);
  });

  test('tries settings on the newest batches alone, from where the ones before had led', async () => {
    await given(driftedCsv(1), cleanCsv(2), cleanCsv(3), cleanCsv(4), driftedCsv(5));
    const { batches, before, after } = await replayed({ minEffect: 0.6, resolution: 0.7 }, { last: 2 });
    expect(batches.map(({ batch }) => batch.order.key)).toEqual(['production/3.csv', 'production/4.csv']);
    // The incident was open already: its end is an all-clear, its beginning no alert.
    expect(before).toMatchObject({ alerts: 1, allClears: 1, incidents: [{ from: 1, to: null }] });
    expect(after).toMatchObject({ alerts: 0, incidents: [], open: [true, true] });
    expect((await replayed({}, { last: 99 })).batches).toHaveLength(5);
  });

  test('reads the baseline anew where the settings read its columns differently', async () => {
    await given(driftedCsv(1), driftedCsv(2, 2));
    expect(verdicts(await replayed({ ignore: ['amount'] }))).toEqual(['ok', 'drift']);
    const discrete = await replayed({ types: { amount: 'categorical' } });
    // Every amount is a category of its own: no number any more, and nothing to compare.
    expect(discrete.batches[0]?.after).not.toMatchObject({ facts: { driftedFeatures: 1, strongest: 0.4 } });
  });

  test('compares every batch with the baseline that it was judged by', async () => {
    await given(driftedCsv(1));
    await world.upload('baseline/newer.csv', driftedCsv(99, 1, 0.4, 120));
    await world.upload('production/later.csv', driftedCsv(2));
    expect(verdicts(await replayed({ alpha: 0.01 }))).toEqual(['drift', 'ok']);
    expect(verdicts(await replayed({ alpha: 0.01, id: 'age' }))).toEqual(['drift', 'ok']);
  });

  test('counts a file that the settings leave nothing to compare of as refused, and decides nothing on it', async () => {
    const onlyAmount = driftedCsv(1).replace('amount,age,rate', 'amount,other,more');
    await given(onlyAmount, driftedCsv(2));
    const { batches, after } = await replayed({ ignore: ['amount'] });
    expect(batches[0]?.after).toMatchObject({
      kind: 'refused',
      message: expect.stringContaining('no column'),
    });
    expect(after.state.newest?.key).toBe('production/1.csv');
    expect(after.open).toEqual([false, false]);
  });

  test('takes batches in the order of their uploads, whenever they were handled', async () => {
    await given();
    const early = await world.store('production/early.csv', driftedCsv(1));
    for (const seed of [2, 3, 4]) await world.upload(`production/${seed}.csv`, cleanCsv(seed));
    await world.tell(early);
    const { batches, before } = await replayed({});
    expect(batches.map(({ batch }) => batch.decision?.counted)).toEqual(['late', 'clean', 'clean', 'clean']);
    expect(before).toMatchObject({ alerts: 1, allClears: 1 });
  });

  test('says by what settings the batches were judged', async () => {
    await given(cleanCsv(1));
    await world.upload('monitors/default.json', '{"minEffect":0.2}');
    await world.upload('production/more.csv', cleanCsv(2));
    const { settingsBefore } = await replayed({});
    expect(settingsBefore.map(({ minEffect }) => minEffect)).toEqual([0.1, 0.2]);
  });

  test('writes nothing, sends nothing', async () => {
    await given(...STORY);
    const refuse = () => Promise.reject(new Error('written'));
    const { objects, records } = world.ports;
    const result = await replay(
      {
        objects: {
          head: (r) => objects.head(r),
          read: (r, x) => objects.read(r, x),
          list: refuse,
          writeOnce: refuse,
        },
        records: { get: (k) => records.get(k), query: (...q) => records.query(...q), transact: refuse },
      },
      {
        monitor: 'default',
        settings: parseSettings({ ignore: ['rate'] }),
        signal: new AbortController().signal,
        onProgress: () => {},
      },
    );
    expect(result.batches).toHaveLength(STORY.length);
  });

  test('refuses a profile, a batch or a baseline whose stored bytes were changed', async () => {
    await given(driftedCsv(1));
    world.tamperInput('production/0.csv', (text) => text.replace('0', '1'));
    await expect(replayed({ alpha: 0.01 })).rejects.toThrow(VersionChanged);
    // Also where the damage is such that it is no CSV any more.
    world.tamperInput('production/0.csv', () => 'a,a\n1,2\n');
    await expect(replayed({ alpha: 0.01 })).rejects.toThrow(
      /production\/0\.csv ended after 8 of .* cut short/,
    );
    world.tamperInput('production/0.csv', () => `a,a\n${'1,2\n'.repeat(1000)}`);
    await expect(replayed({ alpha: 0.01 })).rejects.toThrow(/its stored copy was changed/);
    const [profile = ''] = await world.artifacts('profiles/');
    world.tamper(profile, (text) => text.replace('0', '1'));
    await expect(replayed({ alpha: 0.01 })).rejects.toThrow(ArtifactChanged);
    world.tamperInput('baseline/train.csv', (text) => text.replace('0', '1'));
    await expect(replayed({ ignore: ['rate'] })).rejects.toThrow(VersionChanged);
  });

  test('refuses settings that name a column the baseline does not have', async () => {
    await given(driftedCsv(1));
    await expect(replayed({ label: 'absent' })).rejects.toThrow(CsvError);
  });

  test('ends with the reason of an aborted signal', async () => {
    await given(driftedCsv(1));
    await expect(replayed({}, { signal: AbortSignal.abort(new Error('stop')) })).rejects.toThrow('stop');
  });

  test('goes by a label that the settings name only now', async () => {
    await world.upload('baseline/train.csv', labelledCsv(baselineCsv()).replace('label', 'outcome'));
    await world.upload(
      'production/0.csv',
      labelledCsv(driftedCsv(1), () => 'yes').replace('label', 'outcome'),
    );
    expect(world.errors).toEqual([]);
    const { batches } = await replayed({ id: 'age', label: 'outcome', ignore: ['amount'] });
    expect(batches.map(({ after }) => after)).toMatchObject([{ kind: 'judged', facts: { verdict: 'ok' } }]);
  });
});
