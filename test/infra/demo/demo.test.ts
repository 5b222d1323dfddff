import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { DEMOS } from '../../../infra/demo/demos.ts';
import { Story } from '../../../infra/demo/story.ts';
import { type BatchAccuracy, watchStream } from '../../../infra/demo/watch-stream.ts';

const DATA = new URL('../../../data/', import.meta.url);
/** Real models are trained: on a busy machine that takes its time. */
const TIMEOUT_MS = 120_000;
const README = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8');

async function told(name: 'obesity' | 'loans', upTo: number) {
  const demo = DEMOS[name];
  let text = '';
  const story = new Story(demo, (part) => {
    text += part;
  });
  const batches = await watchStream(demo, DATA, story, upTo);
  /** What is told of each batch. */
  const parts = text
    .split(new RegExp(`^(?=${demo.batch} \\d)`, 'm'))
    .map((part) => part.replace(/\n {10}/g, ' '));
  return { batches, text, part: (batch: number) => parts[batch]! };
}

const mean = (batches: readonly BatchAccuracy[], of: 'withDriftline' | 'neverRetrained') =>
  batches.reduce((sum, one) => sum + one[of], 0) / batches.length;

test(
  'obesity: drift is noticed when it begins, labels are asked for, a better model takes charge, and all is well again',
  async () => {
    const { batches, text, part } = await told('obesity', 8);
    expect(text.split('\n').filter((line) => line.length > 80)).toEqual([]);
    for (const week of [1, 2, 3, 4])
      expect(part(week)).toMatch(/No drift in 16 features\..*8\d % of the pred/s);
    expect(part(5)).toMatch(
      /DRIFT in 7 of 16 features: Age, .*Alert: data drift in obesity.*healthy → unreliable/s,
    );
    expect(part(5)).toMatch(/Labels came: 60 %.*Retraining waits for 34 more labelled rows\./s);
    expect(part(6)).toMatch(/Retraining begins.*waits for 9 more labelled rows: 5 Insufficient_Weight, 4 /s);
    expect(part(7)).toMatch(
      /PROMOTED.*61 % → 76 % right.*Updated predictions: \d+ of 300.*unreliable → healthy/s,
    );
    expect(part(8)).toMatch(/^week 8 {4}No drift in 16 features\. Labels came: 78 %/);

    const [, quoted = ''] =
      /`npm run demo:obesity`[^`]*(?:`[^`]+`[^`]*)*?```\n(.*?)\n```/s.exec(README) ?? [];
    expect(quoted).toContain('PROMOTED');
    expect(text).toContain(`${quoted}\n`);

    expect(batches.map(({ drifted }) => drifted)).toEqual([
      false,
      false,
      false,
      false,
      true,
      true,
      true,
      false,
    ]);
    expect(batches.findIndex(({ promoted }) => promoted)).toBe(6);
    for (const one of batches.slice(0, 7)) expect(one.withDriftline).toBe(one.neverRetrained);
    expect(batches[7]!.withDriftline).toBeGreaterThan(batches[7]!.neverRetrained + 0.1);
  },
  TIMEOUT_MS,
);

test(
  'loans: the first fall of the score is noticed and cured; a false alarm replaces no model',
  async () => {
    const { batches, part } = await told('loans', 7);
    expect(part(5)).toMatch(/DRIFT in 1 of 3 features: credit_score\..*PROMOTED.*unreliable → healthy/s);
    expect(part(6)).toContain('No drift in 3 features.');
    expect(part(7)).toMatch(
      /DRIFT in 1 of 3 features: loan_amount\..*KEPT: the new model is not surely better/s,
    );
    const [before, after] = [batches.slice(0, 4), batches.slice(5)];
    expect(mean(after, 'neverRetrained')).toBeLessThan(0.85);
    expect(mean(after, 'withDriftline')).toBeGreaterThan(mean(before, 'withDriftline') - 0.02);
  },
  TIMEOUT_MS,
);
