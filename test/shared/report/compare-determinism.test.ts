import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readCsv } from '../../../shared/csv/read-csv.ts';
import { blockTyper } from '../../../shared/csv/type-block.ts';
import type { BaselineProfile } from '../../../shared/profile/profile.ts';
import { profileFromJson, profileToJson } from '../../../shared/profile/profile-json.ts';
import { readBaseline } from '../../../shared/profile/read-baseline.ts';
import { ViewMemory } from '../../../shared/report/feature/feature-view.ts';
import type { Report } from '../../../shared/report/report.ts';
import { addBlock, createTally } from '../../../shared/tally/batch-tally.ts';
import { mergeTallies } from '../../../shared/tally/merge.ts';
import { readBatch } from '../../../shared/tally/read-batch.ts';
import type { Tally } from '../../../shared/tally/tally.ts';
import { tallyFromJson, tallyToJson } from '../../../shared/tally/tally-json.ts';
import { reportFrom, settingsOf } from './report-of.ts';

const settings = settingsOf({ id: 'id', label: 'NObeyesdad' });
const data = (path: string) =>
  readFileSync(new URL(`../../../data/obesity/${path}`, import.meta.url), 'utf8');
const baseline = data('baseline.csv');
const production = data('production/week-05.csv');
async function* bytes(text: string) {
  yield new TextEncoder().encode(text);
}
const profileOf = () => readBaseline(bytes(baseline), settings, { name: 'baseline.csv' });
const tallyOf = (profile: BaselineProfile, text: string) =>
  readBatch(bytes(text), profile, settings, { name: 'production.csv' });

/** One tally for each run of `rowsPerPart` rows. */
async function tallyParts(profile: BaselineProfile, rowsPerPart: number): Promise<Tally[]> {
  const { header, blocks, notices } = await readCsv(bytes(production), {
    name: 'production.csv',
    rowsPerBlock: rowsPerPart,
  });
  const typeBlock = blockTyper(header, profile.features);
  const parts: Tally[] = [];
  for await (const block of blocks) {
    const tally = createTally(profile, header);
    addBlock(tally, profile, typeBlock(block));
    parts.push({ ...tally, extraColumns: [], notices: notices() });
  }
  return parts;
}

describe('the report is the same, byte for byte,', () => {
  test.each([1, 7, 100, 299])('for tallies of parts of %d rows, merged in any order', async (rowsPerPart) => {
    const profile = await profileOf();
    const whole = reportFrom(profile, await tallyOf(profile, production), settings);
    const parts = await tallyParts(profile, rowsPerPart);
    expect(parts.length).toBeGreaterThan(1);
    for (const order of [parts, parts.toReversed()]) {
      expect(JSON.stringify(reportFrom(profile, order.reduce(mergeTallies), settings))).toBe(
        JSON.stringify(whole),
      );
    }
  });

  test('when profile and tally have been stored as JSON', async () => {
    const profile = await profileOf();
    const tally = await tallyOf(profile, production);
    const stored = profileFromJson(profileToJson(profile));
    const again = reportFrom(stored, tallyFromJson(tallyToJson(tally)), settings);
    expect(again).toEqual(reportFrom(profile, tally, settings));
  });

  test('for rows and columns in any order, as long as the sample holds the whole batch', async () => {
    const profile = await profileOf();
    const [header, ...rows] = production.trimEnd().split('\n');
    const reversed = (line: string) => line.split(',').toReversed().join(',');
    const expected = reportFrom(profile, await tallyOf(profile, production), settings);
    for (const text of [
      [header, ...rows.toReversed()].join('\n'),
      [header, ...rows].map((line) => reversed(line!)).join('\n'),
    ]) {
      expect(reportFrom(profile, await tallyOf(profile, text), settings)).toEqual<Report>(expected);
    }
  });

  test('when the views of an earlier verdict on the same batch are recalled, whatever the settings', async () => {
    const profile = await profileOf();
    const tally = await tallyOf(profile, production);
    const views = new ViewMemory();
    for (const change of [{}, { minEffect: 0.2 }, { rule: 'plain-ks' }, { alpha: 1e-9 }, {}] as const) {
      const changed = settingsOf({ ...settings, ...change });
      const recalled = reportFrom(profile, tally, changed, views);
      expect(recalled).toEqual<Report>(reportFrom(profile, tally, changed));
    }
  });
});
