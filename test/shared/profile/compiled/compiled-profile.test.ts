import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseSettings } from '../../../../shared/config/parse-settings.ts';
import { compileProfile } from '../../../../shared/profile/compiled/compile-profile.ts';
import { aligned, HEAD_BYTES, MAGIC } from '../../../../shared/profile/compiled/compiled-layout.ts';
import { readCompiled } from '../../../../shared/profile/compiled/read-compiled.ts';
import type { BaselineProfile, NumericFeatureProfile } from '../../../../shared/profile/profile.ts';
import { profileToJson } from '../../../../shared/profile/profile-json.ts';
import { compare } from '../../../../shared/report/compare.ts';
import { readBatch } from '../../../../shared/tally/read-batch.ts';
import { slotIndexOf } from '../../../../shared/tally/slot-index.ts';
import { profileColumns, range, repeat } from '../fixtures.ts';

const profile = profileColumns(
  [
    ['__proto__', ['1', '-inf', '2.5', '1', 'Infinity', null]],
    ['constructor', ['a', 'Infinity', 'ü\u0000"', 'a', 'b', null]],
    ['nothing', repeat(6, null)],
    ['tiny', ['5e-324', '-1e308', '1e308', '0', '-0', '3']],
    ['target', range(6)],
    ['id', range(6)],
  ],
  { types: { tiny: 'numeric', nothing: 'numeric' } },
);

const tables = ({ features }: BaselineProfile) =>
  features.flatMap((feature) => {
    if (feature.type !== 'numeric') return [];
    const { bucketing, starts } = slotIndexOf(feature);
    return [{ bucketing, starts }];
  });

/** Numbers that come near each other, far apart, and again and again. */
const numbers = fc.array(
  fc.oneof(fc.double({ noNaN: true }), fc.integer({ min: -5, max: 5 }), fc.constantFrom(0.1, 1e9)),
  { minLength: 1, maxLength: 400 },
);

describe('readCompiled(compileProfile(profile))', () => {
  it('is the profile, with its look-up tables: infinities, hostile names, every type, notices and roles', () => {
    const read = readCompiled(compileProfile(profile));
    expect(read).toEqual(profile);
    expect(tables(read)).toEqual(tables(profile));
  });

  it('is the profile bit for bit, whatever its numbers', () => {
    fc.assert(
      fc.property(numbers, (values) => {
        const made = profileColumns([['x', values.map(String)]], { types: { x: 'numeric' } });
        const read = readCompiled(compileProfile(made));
        expect(profileToJson(read)).toBe(profileToJson(made));
        expect(tables(read)).toEqual(tables(made));
      }),
      { seed: 20_261_122, numRuns: 200 },
    );
  });

  it('keeps counts that need two and four bytes, and a reduced profile', () => {
    const often = profileColumns([['x', [...repeat(300, '1'), ...repeat(70_000, '2'), '3']]], {
      types: { x: 'numeric' },
    });
    const reduced = profileColumns([['x', range(500)]], {}, { profileValuesMax: 20 });
    for (const made of [often, reduced]) expect(readCompiled(compileProfile(made))).toEqual(made);
  });

  it('gives the same tally and the same report', async () => {
    const settings = parseSettings({});
    const made = profileColumns([
      ['x', range(900)],
      ['y', range(900).map((i) => String(Math.sin(Number(i)) ** 3))],
    ]);
    const batch = ['x,y', ...range(400).map((i) => `${Number(i) * 2.5},${Math.cos(Number(i))}`)].join('\n');
    const report = async (against: BaselineProfile) => {
      const tally = await readBatch(chunksOf(batch), against, settings, { name: 'batch.csv' });
      const source = { uri: 'x', versionId: null, sha256: '0' };
      const meta = { runId: '1', monitor: 'm', model: null, baseline: source, current: source };
      return { tally, report: compare({ profile: against, tally, settings, meta }) };
    };
    expect(await report(readCompiled(compileProfile(made)))).toEqual(await report(made));
  });

  it('gives the same bytes again, wherever in memory they lie', () => {
    const bytes = compileProfile(profile);
    const shifted = new Uint8Array(bytes.length + 3);
    shifted.set(bytes, 3);
    expect(compileProfile(readCompiled(shifted.subarray(3)))).toEqual(bytes);
  });
});

describe('readCompiled(bytes) refuses', () => {
  const changed = (change: (bytes: Uint8Array) => void) => () => {
    const bytes = compileProfile(profile);
    change(bytes);
    return readCompiled(bytes);
  };

  it.each([
    ['what is something else', () => readCompiled(new TextEncoder().encode('id,x\n1,2\n')), 'does not begin'],
    [
      'a head cut off',
      () => readCompiled(compileProfile(profile).slice(0, HEAD_BYTES - 1)),
      'does not begin',
    ],
    ['another layout', changed((bytes) => bytes.fill(9, MAGIC.length, MAGIC.length + 1)), 'layout 1'],
    ['what is cut off', () => readCompiled(compileProfile(profile).slice(0, -8)), 'where its parts take'],
    [
      'what goes on',
      () => readCompiled(Uint8Array.of(...compileProfile(profile), 0)),
      'where its parts take',
    ],
    [
      'texts longer than the file',
      changed((bytes) => bytes.fill(255, MAGIC.length + 4, MAGIC.length + 7)),
      'where its parts take',
    ],
    ['text that is changed', changed((bytes) => bytes.fill(33, HEAD_BYTES, HEAD_BYTES + 2)), 'not JSON'],
  ])('%s', (_, read, message) => {
    expect(read).toThrow(message);
  });

  it('counts that do not add up', () => {
    const made = profileColumns([['x', range(100)]], { types: { x: 'numeric' } });
    const bytes = compileProfile(made);
    const buckets = bytes.length - slotIndexOf(made.features[0] as NumericFeatureProfile).bucketing.buckets;
    const counts = buckets - aligned(100);
    bytes[counts]!++;
    expect(() => readCompiled(bytes)).toThrow('"x" does not add up: 101 of 100 rows');
    bytes[counts]!--;
    bytes[buckets]!++;
    const [x] = readCompiled(bytes).features;
    expect(() => slotIndexOf(x as NumericFeatureProfile)).toThrow('101 of 100 values in buckets');
  });
});

async function* chunksOf(text: string): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode(text);
}
