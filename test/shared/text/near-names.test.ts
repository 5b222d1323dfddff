import { expect, test } from 'vitest';
import { nearNames } from '../../../shared/text/near-names.ts';

const NAMES = ['id', 'radius_mean', 'radius_se', 'radius_worst', 'texture_mean', 'Age'];

test('nearNames puts names that contain the wanted one first, three at most', () => {
  expect(nearNames('radius', NAMES)).toEqual(['radius_mean', 'radius_se', 'radius_worst']);
});

test('nearNames forgives swapped, lost and added letters, and case', () => {
  expect(nearNames('raduis_mean', NAMES)[0]).toBe('radius_mean');
  expect(nearNames('age', NAMES)).toEqual(['Age']);
});

test('nearNames has nothing to say of a name that is like none', () => {
  expect(nearNames('temperature_outside', ['id', 'income'])).toEqual([]);
});
