import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { profileFromJson, profileToJson } from '../../../shared/profile/profile-json.ts';
import { profileColumns, range, repeat } from './fixtures.ts';

const profile = profileColumns(
  [
    ['__proto__', ['1', '-inf', '2.5', '1', 'Infinity', null]],
    ['constructor', ['a', 'Infinity', 'ü\u0000"', 'a', 'b', null]],
    ['flag', ['true', 'FALSE', 'true', 'true', 'true', 'true']],
    ['nothing', repeat(6, null)],
    ['count', ['1', 'x', '2', '3', '4', '5']],
    ['target', range(6)],
    ['id', range(6)],
  ],
  { types: { count: 'numeric' } },
);

type Json = ReturnType<typeof JSON.parse>;
const edited = (change: (document: Json) => void) => {
  const document = JSON.parse(profileToJson(profile));
  change(document);
  return () => profileFromJson(JSON.stringify(document));
};

describe('profileFromJson(profileToJson(profile))', () => {
  it('is the profile: infinities, hostile names, every type, notices and roles', () => {
    expect(profile.features.map(({ type }) => type)).toEqual([
      ...['numeric', 'categorical', 'boolean', 'categorical', 'numeric'],
    ]);
    expect(profileFromJson(profileToJson(profile))).toEqual(profile);
  });

  it('keeps every double bit for bit', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ noNaN: true }), { minLength: 1, maxLength: 50 }), (values) => {
        const numbers = profileColumns([['x', values.map(String)]], { types: { x: 'numeric' } });
        expect(profileFromJson(profileToJson(numbers))).toEqual(numbers);
      }),
      { seed: 20_261_121, numRuns: 200 },
    );
  });

  it('keeps a reduced profile', () => {
    const reduced = profileColumns([['x', range(500)]], {}, { profileValuesMax: 20 });
    expect(profileFromJson(profileToJson(reduced))).toEqual(reduced);
  });

  it('gives the same bytes again', () => {
    const text = profileToJson(profile);
    expect(profileToJson(profileFromJson(text))).toBe(text);
  });
});

describe('profileFromJson(text) refuses', () => {
  it.each([
    ['what is not JSON', () => profileFromJson('id,x\n1,2'), 'it is not JSON'],
    ['another version', edited((p) => (p.schemaVersion = 2)), 'profiles of version 1, not 2'],
    ['another document', () => profileFromJson('{"verdict":"ok"}'), 'no profile that can be read'],
    ['a missing field', edited((p) => delete p.features[0].count), 'features.0.count'],
    ['an unknown field', edited((p) => (p.features[0].mean = 3)), 'features.0.mean'],
    ['an unknown type', edited((p) => (p.features[0].type = 'date')), 'features.0.type'],
    ['a negative count', edited((p) => (p.rows = -1)), 'rows'],
    ['values that do not ascend', edited((p) => p.features[0].values.reverse()), 'must ascend'],
    [
      'a value that is no number',
      edited((p) => (p.features[0].values[1] = '1')),
      'must be a number, not "1"',
    ],
    ['counts that do not add up', edited((p) => p.features[0].counts[0]++), 'in all 6 of 5 rows'],
    ['a count of nothing', edited((p) => (p.features[1].counts = [0, 3, 1, 1])), 'does not add up'],
    ['values without counts', edited((p) => p.features[1].levels.push('c')), '5 values with 4 counts'],
  ])('%s', (_, read, message) => {
    expect(read).toThrow(message);
  });
});
