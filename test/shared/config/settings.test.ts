import { expect, test } from 'vitest';
import { MODEL_KIND_NAMES } from '../../../shared/config/settings.ts';
import { MODEL_KINDS } from '../../../shared/model/kinds/all-kinds.ts';

test('settings offer every kind of model there is, and no other', () => {
  expect([...MODEL_KIND_NAMES].sort()).toEqual(Object.keys(MODEL_KINDS).sort());
});
