import { expect, test } from 'vitest';
import { windowSettings } from '../../../functions/retrain/window-settings.ts';
import { parseSettings } from '../../../shared/config/parse-settings.ts';
import { readBaseline } from '../../../shared/profile/read-baseline.ts';

const CSV = `id,day,amount,grade,row_key,label
${Array.from({ length: 40 }, (_, i) => `${i},2026-06-01,${i * 1.5},${i % 3},k${i},${i % 2 ? 'yes' : 'no'}`).join('\n')}
`;

async function profileOf(settings: object, csv = CSV) {
  const bytes = (async function* () {
    yield new TextEncoder().encode(csv);
  })();
  return readBaseline(bytes, parseSettings(settings), { name: 'train.csv' });
}

const pinned = async (now: object, before: object = {}) =>
  windowSettings(parseSettings(now), await profileOf(before), parseSettings(before));

test('keeps the roles and types that the baseline was read with', async () => {
  expect(await pinned({}, { id: 'id', timestamp: 'day' })).toMatchObject({
    label: 'label',
    id: 'id',
    timestamp: 'day',
    types: { amount: 'numeric', grade: 'discrete' },
    ignore: ['row_key'],
  });
});

test('a number of which few values were seen lately stays a number', async () => {
  const few = CSV.replaceAll(/,[\d.]+,(?=\d,k)/g, ',7,');
  expect((await profileOf({}, few)).features.find(({ name }) => name === 'amount')?.type).not.toBe('numeric');
  const window = await profileOf(await pinned({}), few);
  expect(window.features.find(({ name }) => name === 'amount')?.type).toBe('numeric');
});

test('what the settings themselves say wins', async () => {
  const settings = await pinned({ label: 'grade', types: { amount: 'categorical' }, ignore: ['day'] });
  expect(settings).toMatchObject({ label: 'grade', types: { amount: 'categorical' } });
  expect(settings.ignore).toContain('day');
});

test('what only earlier settings said is forgotten', async () => {
  const before = { ignore: ['amount'], types: { grade: 'categorical' } };
  const settings = await pinned({}, before);
  expect(settings.ignore).not.toContain('amount');
  expect(settings.types).not.toHaveProperty('grade');
});

test('a column that named rows stays left out where its values repeat themselves', async () => {
  const twice = CSV + CSV.split('\n').slice(1).join('\n');
  const window = await profileOf(await pinned({}, { id: 'id' }), twice);
  expect(window.features.map(({ name }) => name)).not.toContain('row_key');
  expect(window.others).toContainEqual({ name: 'id', role: 'id' });
});
