import { beforeAll, describe, expect, test } from 'vitest';
import { renderCard } from '../../../../shared/model/card.ts';
import { loadModel, modelToJson } from '../../../../shared/model/model-document.ts';
import type { RetrainInput } from '../../../../shared/model/retrain/retrain-input.ts';
import { type Retrained, retrainModel } from '../../../../shared/model/retrain/retrain-model.ts';
import { LOANS, OBESITY, sampleStream } from './sample-windows.ts';

async function trained(input: RetrainInput): Promise<Retrained> {
  const result = await retrainModel(input);
  if (result.kind !== 'trained') throw new Error(`It waits for ${result.missingRows} rows.`);
  return result;
}

describe('obesity, by logistic regression: the clinic classifies otherwise from week 5 on', () => {
  let obesity: Awaited<ReturnType<typeof sampleStream>>;
  let result: Retrained;
  beforeAll(async () => {
    obesity = await sampleStream(OBESITY);
    result = await trained(await obesity.inputOf(['week-05', 'week-06', 'week-07', 'week-08']));
  });

  test('two weeks hold too few people of the rare classes, and what is missing is said', async () => {
    const input = await obesity.inputOf(['week-05', 'week-06']);
    expect(await retrainModel(input)).toEqual({
      kind: 'waiting-for-labels',
      labelledRows: 600,
      missingRows: 9,
      missingByClass: [
        { class: 'Insufficient_Weight', rows: 5 },
        { class: 'Overweight_Level_I', rows: 4 },
      ],
    });
  });

  test('after four weeks the challenger is far better than the champion', () => {
    const { evidence, passed } = result;
    const { accuracy, logLoss, gain } = evidence.comparison;
    expect(passed).toBe(true);
    expect(accuracy.champion.value).toBeLessThan(0.65);
    expect(accuracy.challenger.value).toBeGreaterThan(0.72);
    expect(logLoss.challenger.value).toBeLessThan(logLoss.champion.value / 2);
    expect(gain.low).toBeGreaterThan(0.8);
    expect(evidence.candidates.find(({ chosen }) => chosen)?.name).toBe('history-0.3');
  });

  test('people who came again, under another id, are not on both sides', () => {
    const { labelled, heldOut, training, leftOut } = result.evidence.rows;
    expect([labelled, heldOut, training + leftOut]).toEqual([1_200, 360, 840]);
    expect(leftOut).toBeGreaterThan(200);
  });

  test('the document is a model that loads, and says what it learned from', () => {
    const { document } = loadModel(modelToJson(result.document));
    const [old] = document.trainedOn.history ?? [];
    expect(document.trainedOn).toMatchObject({ uri: 'window.csv', rows: 1_200, rowsLabelled: 1_200 });
    expect(old).toMatchObject({ uri: 'baseline.csv', rows: 811 });
    expect(document.trainedOn.rowsUsed).toBe(result.evidence.rows.training + 811);
    expect(document.trainedOn.classCounts.reduce((a, b) => a + b)).toBe(document.trainedOn.rowsUsed);
    expect(old!.rowWeight * old!.rows).toBeCloseTo(0.3 * result.evidence.rows.training, 9);
    expect(document.scoreProfile[0]!.cumulative.at(-1)).toBe(360);
  });

  test('the card tells people why it is the better one, and what it has forgotten', () => {
    const card = renderCard(result.document, result.evidence);
    expect(card).toContain('360 rows, the newest there were, were held out when it learned.');
    expect(card).toMatch(/\| Accuracy \| 62\.8 % \(.+\) \| 73\.3 % \(.+\) \|/);
    expect(card).toMatch(
      /Yes: its log loss is smaller by 1\.\d{3}, with 95 % confidence between 0\.9\d\d and/,
    );
    expect(card).toContain('It knows the world before the drift less well');
    expect(card).toMatch(/\| old rows too, all together counting three tenths .+ \| chosen \|/);
    expect(card).toMatch(
      /\| older data \| baseline\.csv: 811 rows, each counting 0\.20\d where a new one counts 1 \|/,
    );
    expect(card).not.toContain('It learned from a sample');
  });
});

describe('loans, by boosted trees: from batch 5 on the score is recorded 50 points too low', () => {
  let loans: Awaited<ReturnType<typeof sampleStream>>;
  beforeAll(async () => {
    loans = await sampleStream(LOANS);
  });

  test('the first drifting batch is enough, and no old row helps', async () => {
    const { evidence, passed } = await trained(await loans.inputOf(['batch-05']));
    const { accuracy } = evidence.comparison;
    expect(passed).toBe(true);
    expect(accuracy.champion.value).toBeLessThan(0.85);
    expect(accuracy.challenger.value).toBeGreaterThan(0.93);
    expect(evidence.candidates.find(({ chosen }) => chosen)?.name).toBe('new-only');
    expect(evidence.oldRows).toMatchObject({ championTwin: true, challengerTwin: false });
  });

  test('before the drift the champion stays', async () => {
    expect((await trained(await loans.inputOf(['batch-01', 'batch-02']))).passed).toBe(false);
  });
});
