import * as v from 'valibot';
import { expect, test } from 'vitest';
import { explainSettings } from '../../../shared/config/explain-settings.ts';
import { settingsSchema } from '../../../shared/config/settings.ts';

function explain(input: unknown): string {
  const result = v.safeParse(settingsSchema, input);
  if (result.success) throw new Error('These settings are fine.');
  return explainSettings(result.issues);
}

test.each([
  [{ alhpa: 0.1 }, 'unknown setting "alhpa" (did you mean "alpha"?)'],
  [
    { alert: { minDrifted: 2 } },
    'unknown setting "alert.minDrifted" (did you mean "alert.minDriftedFeatures"?)',
  ],
  [{ alpha: 7 }, 'alpha must be above 0 and below 1, not 7'],
  [{ rule: 'ks' }, 'rule must be "significant-and-material" or "plain-ks", not "ks"'],
  [{ ignore: 'id' }, 'ignore must be a list, not "id"'],
  [
    { types: { age: 'text' } },
    'types.age must be "numeric" or "discrete" or "categorical" or "boolean", not "text"',
  ],
  [{ retrain: { cooldwn: '1h' } }, 'unknown setting "retrain.cooldwn" (did you mean "retrain.cooldown"?)'],
  [{ retrain: { cooldown: '1' } }, 'retrain.cooldown must look like 30m, 24h or 7d, or be 0m'],
  [{ retrain: { mode: 'on' } }, 'retrain.mode must be "auto" or "approve" or "off", not "on"'],
  [{ model: { kinds: 'x' } }, 'unknown setting "model.kinds" (did you mean "model.kind"?)'],
  [{ model: { trainRowsMax: 10 } }, 'model.trainRowsMax must be 100 or more, not 10'],
  [{ expectEvery: 'daily' }, 'expectEvery must look like 30m, 24h or 7d'],
  [
    { minEffect: 0.3 },
    'resolution must be above minEffect: no batch could show a drift of 0.3 where only 0.3 or more counts',
  ],
  [null, 'settings must be an object, not null'],
])('explainSettings of %j names setting, value and what is allowed', (input, sentence) => {
  expect(explain(input)).toBe(sentence);
});

test('explainSettings of a name like no other lists those there are', () => {
  expect(explain({ zzzzzz: 1 })).toMatch(
    /^unknown setting "zzzzzz"\. There are: alpha, correction, .*expectEvery$/,
  );
});
