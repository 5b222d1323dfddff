import { describe, expect, test } from 'vitest';
import { consequencesOf } from '../../../../../functions/dashboard/web/pages/settings/consequences.ts';
import {
  changesOf,
  draftOf,
  problemsOf,
  settingsOf,
} from '../../../../../functions/dashboard/web/pages/settings/draft.ts';
import { SETTING_FIELDS } from '../../../../../functions/dashboard/web/pages/settings/setting-fields.ts';
import { parseSettings } from '../../../../../shared/config/parse-settings.ts';
import { settingsSchema } from '../../../../../shared/config/settings.ts';

const defaults = parseSettings({});
const own = {
  alpha: 0.01,
  rule: 'plain-ks',
  label: 'churned',
  expectEvery: '24h',
  ignore: ['a, b', 'c'],
  types: { zip: 'categorical', 'odd: name': 'numeric' },
  alert: { minDriftedFeatures: 2 },
  model: { kind: 'boosted-trees' },
  retrain: { mode: 'approve', cooldown: '2h' },
};
const edited = (edits: Readonly<Record<string, string>>) =>
  settingsOf(new Map([...draftOf(defaults), ...Object.entries(edits)]), defaults);

test('the form has every setting of the schema', () => {
  const { alert, model, retrain, $schema: _, ...others } = settingsSchema.entries;
  const groups = { alert, model, retrain };
  const expected = [
    ...Object.keys(others),
    ...Object.entries(groups).flatMap(([name, group]) =>
      Object.keys(group.wrapped.entries).map((inner) => `${name}.${inner}`),
    ),
  ];
  expect(SETTING_FIELDS.map(({ path }) => path).sort()).toEqual(expected.sort());
});

describe('settingsOf(draftOf(settings), defaults)', () => {
  test('gives back what was set, and leaves out what has its default', () => {
    expect(settingsOf(draftOf(parseSettings(own)), defaults)).toEqual(own);
    expect(settingsOf(draftOf(defaults), defaults)).toEqual({});
  });

  test('an emptied setting has its default again', () => {
    expect(
      settingsOf(new Map([...draftOf(parseSettings(own)), ['label', ' '], ['ignore', '']]), defaults),
    ).toEqual(expect.not.objectContaining({ label: expect.anything(), ignore: expect.anything() }));
  });
});

describe('problemsOf(settings)', () => {
  test.each([
    [{ alpha: '7' }, 'alpha', 'alpha must be above 0 and below 1, not 7.'],
    [{ alpha: 'small' }, 'alpha', 'alpha must be a number.'],
    [{ minEffect: '0.4' }, 'resolution', /^resolution must be above minEffect/],
    [{ 'alert.minDriftedFeatures': '0' }, 'alert.minDriftedFeatures', /1 or more/],
    [{ expectEvery: 'daily' }, 'expectEvery', 'expectEvery must look like 30m, 24h or 7d.'],
    [{ types: 'zip: text' }, 'types', /"numeric" or "discrete"/],
    [{ types: 'zip' }, 'types', /"numeric" or "discrete"/],
  ] as const)('%o is told at %s', (edits, path, message) => {
    const problems = problemsOf(edited(edits));
    expect([...problems.keys()]).toEqual([path]);
    if (typeof message === 'string') expect(problems.get(path)).toBe(message);
    else expect(problems.get(path)).toMatch(message);
  });

  test('each wrong setting has its own sentence', () => {
    expect([...problemsOf(edited({ alpha: '0', 'retrain.cooldown': '1 hour' })).keys()]).toEqual([
      'alpha',
      'retrain.cooldown',
    ]);
  });

  test('nothing is wrong with the defaults', () => {
    expect(problemsOf(edited({})).size).toBe(0);
  });
});

describe('consequencesOf(changes)', () => {
  const of = (edits: Readonly<Record<string, string>>) => {
    const base = draftOf(defaults);
    return consequencesOf(changesOf(base, new Map([...base, ...Object.entries(edits)]))).join(' ');
  };

  test('verdicts that were given always stay', () => {
    expect(of({ alpha: '0.01' })).toBe(
      'They hold for batches that come from now on. Verdicts that were given stay as they are.',
    );
  });

  test.each([
    [{ ignore: 'a' }, 'The baseline is read again'],
    [{ label: 'churned' }, 'one is trained'],
    [{ 'model.kind': 'boosted-trees' }, 'The one in charge stays'],
    [{ 'retrain.mode': 'off' }, 'whether to retrain'],
    [{ expectEvery: '1d' }, 'Silence is measured'],
  ])('%o', (edits, words) => {
    expect(of(edits)).toContain(words);
  });
});
