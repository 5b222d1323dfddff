import { expect, test } from 'vitest';
import { replay } from '../../../functions/replay/replay.ts';
import { replayText } from '../../../infra/cli/replay-words.ts';
import { parseSettings } from '../../../shared/config/parse-settings.ts';
import type { SettingsInput } from '../../../shared/config/settings.ts';
import { baselineCsv, cleanCsv, driftedCsv } from '../../functions/sample-csv.ts';
import { World } from '../../functions/world.ts';

async function textOf(world: World, input: SettingsInput): Promise<string> {
  const settings = parseSettings(input);
  const options = {
    monitor: 'default',
    settings,
    signal: new AbortController().signal,
    onProgress: () => {},
  };
  const text = replayText(await replay(world.ports, options), { monitor: 'default', settings });
  world.close();
  return text;
}

test('an incident that settings would have noticed later, and one that nobody heard of, are told', async () => {
  const world = new World();
  await world.upload('monitors/default.json', '{"minEffect":0.3,"resolution":0.5}');
  await world.upload('baseline/train.csv', baselineCsv());
  await world.upload('production/small.csv', driftedCsv(1, 1, 0.28));
  for (const seed of [2, 3, 4]) await world.upload(`production/calm-${seed}.csv`, cleanCsv(seed));
  await world.upload('production/one.csv', driftedCsv(5, 1, 0.5));
  await world.upload('production/two.csv', driftedCsv(6, 2, 0.5));
  const copy = new World(world);

  const stricter = await textOf(world, { minEffect: 0.1, resolution: 0.5 });
  expect(stricter).toContain('1 alert → 2\n');
  expect(stricter).toContain(
    '1 incident would have come up that nobody heard of.\nThe strongest change in them: amount:',
  );
  expect(stricter).toContain('small.csv  no drift → drift  amount\n');

  const laxer = await textOf(copy, { minEffect: 0.3, resolution: 0.5, alert: { minDriftedFeatures: 2 } });
  expect(laxer).toContain('1 incident would have been noticed in a later batch.');
  expect(laxer).toContain('one.csv  drift → drift below the alert level  amount\n');
});

test('a replay in order says when other alerts went out, because batches were handled out of order', async () => {
  const world = new World();
  await world.upload('baseline/train.csv', baselineCsv());
  const early = await world.store('production/early.csv', driftedCsv(1));
  for (const seed of [2, 3, 4]) await world.upload(`production/${seed}.csv`, cleanCsv(seed));
  await world.tell(early);
  expect(await textOf(world, {})).toContain(
    '(0 alerts really went out: some of the batches were handled out of order.)',
  );
});

test('names and settings from other people cannot act on the terminal', async () => {
  const world = new World();
  const evil = (csv: string) => csv.replace('amount', 'amo\u001b[31munt');
  await world.upload('baseline/train.csv', evil(baselineCsv()));
  await world.upload('production/\u001b]0;x.csv', evil(driftedCsv(1)));
  const text = await textOf(world, { ignore: ['amo\u001b[31munt'] });
  expect(text).not.toContain('\u001b');
  expect(text).toContain('amo\\u001b[31munt');
});
