import { createReadStream, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { parseSettings } from '../../../shared/config/parse-settings.ts';
import { PerformanceEstimate } from '../../../shared/model/estimate-performance.ts';
import { modelKind } from '../../../shared/model/kinds/all-kinds.ts';
import { topClass } from '../../../shared/model/metrics/predictions.ts';
import { rocAuc } from '../../../shared/model/metrics/roc-auc.ts';
import { type LoadedModel, loadModel, modelToJson } from '../../../shared/model/model-document.ts';
import { readRows } from '../../../shared/model/read-rows.ts';
import { trainModel } from '../../../shared/model/train-model.ts';
import { readBaseline } from '../../../shared/profile/read-baseline.ts';
import { isApproved } from '../../../shared/simulate/demo-loans.ts';
import { seededRandom } from '../../../shared/stats/random.ts';

const ROOT = new URL('../../../', import.meta.url);
const LOANS = fileURLToPath(new URL('data/loans/', ROOT));

describe('the estimate without labels', () => {
  test('of accuracy is the mean of the largest probabilities', () => {
    const estimate = new PerformanceEstimate(3);
    estimate.add(Float64Array.of(0.1, 0.9, 0, 0.5, 0.25, 0.25));
    estimate.add(Float64Array.of(0.2, 0.2, 0.6));
    expect(estimate.result()?.accuracy).toBeCloseTo((0.9 + 0.5 + 0.6) / 3, 12);
  });

  test('of ROC AUC is that of answers drawn with the probabilities, on average', () => {
    const random = seededRandom(7);
    const rows = 400;
    const p = Float64Array.from({ length: rows }, () => random.uniform());
    const probabilities = Float64Array.from([...p].flatMap((one) => [1 - one, one]));
    const estimate = new PerformanceEstimate(2);
    estimate.add(probabilities);
    const draws = Array.from({ length: 200 }, () => {
      const labels = Int32Array.from(p, (one) => (random.uniform() < one ? 1 : 0));
      return rocAuc({ labels, classes: 2, probabilities })!.value;
    });
    const mean = draws.reduce((sum, one) => sum + one, 0) / draws.length;
    expect(Math.abs(estimate.result()!.rocAuc! - mean)).toBeLessThan(0.005);
  });

  test('is the same however the rows were cut, and nothing without a row', () => {
    const whole = new PerformanceEstimate(2);
    const parts = new PerformanceEstimate(2);
    whole.add(Float64Array.of(0.25, 0.75, 0.5, 0.5));
    parts.add(Float64Array.of(0.25, 0.75));
    parts.add(Float64Array.of(0.5, 0.5));
    expect(parts.result()).toEqual(whole.result());
    expect(new PerformanceEstimate(2).result()).toBeNull();
  });

  test('of a model that is always certain of one class has no ROC AUC', () => {
    const estimate = new PerformanceEstimate(2);
    estimate.add(Float64Array.of(1, 0, 1, 0));
    expect(estimate.result()).toMatchObject({ accuracy: 1, rocAuc: null });
  });
});

interface Row {
  readonly income: number;
  readonly creditScore: number;
  readonly loanAmount: number;
  readonly approved: boolean;
}

/** What a batch's answers say, and what is thought without them. */
interface Compared {
  readonly estimated: number;
  readonly true: number;
}

describe('on loan applications', () => {
  let model: LoadedModel;
  beforeAll(async () => {
    const open = () => createReadStream(`${LOANS}baseline.csv`);
    const settings = parseSettings({ id: 'id', label: 'approved' });
    const profile = await readBaseline(open(), settings, { name: 'baseline.csv' });
    const rows = await readRows(open(), profile, { name: 'baseline.csv', rowsMax: 20_000, seed: 1 });
    const kind = modelKind('boosted-trees');
    const source = { uri: 'baseline.csv', versionId: null, sha256: null };
    const document = trainModel(rows, { kind, seed: 1, monitor: null, source, engineVersion: '0' });
    model = loadModel(modelToJson(document));
  });

  function compared(rows: readonly Row[]): Compared {
    const { inputs, classes } = model.document;
    const cells = (name: string): ((row: Row) => number) => {
      if (name === 'income') return (row) => row.income;
      return name === 'credit_score' ? (row) => row.creditScore : (row) => row.loanAmount;
    };
    const probabilities = model.predict({
      count: rows.length,
      inputs: inputs.map(({ name }) => ({ name, kind: 'number' })),
      columns: inputs.map(({ name }) => Float64Array.from(rows, cells(name))),
    });
    const estimate = new PerformanceEstimate(2);
    estimate.add(probabilities);
    const right = rows.filter(
      ({ approved }, i) => (classes[topClass(probabilities, 2, i)] === 'yes') === approved,
    );
    return { estimated: estimate.result()!.accuracy, true: right.length / rows.length };
  }

  function loans(batch: number): Row[] {
    const name = `batch-${String(batch).padStart(2, '0')}.csv`;
    const table = (folder: string) =>
      readFileSync(`${LOANS}${folder}/${name}`, 'utf8')
        .trimEnd()
        .split('\n')
        .slice(1)
        .map((line) => line.split(','));
    const answers = new Map(table('labels').map(([id, answer]) => [id, answer]));
    return table('production').map(([id, income, creditScore, loanAmount]) => ({
      income: Number(income),
      creditScore: Number(creditScore),
      loanAmount: Number(loanAmount),
      approved: answers.get(id) === 'yes',
    }));
  }

  /** The same rule for everybody; from batch to batch more applicants are near its limits, where a model is less sure. */
  function harderAndHarder(): Compared[] {
    const random = seededRandom(5);
    return [0, 0.25, 0.5, 0.75, 1].map((near) =>
      compared(
        Array.from({ length: 2_000 }, () => {
          const isNear = random.uniform() < near;
          const creditScore = isNear ? 650 + 12 * random.normal() : 680 + 80 * random.normal();
          const loanAmount = 18_000 * Math.exp(0.6 * random.normal());
          const ratio = isNear
            ? 2.5 * Math.exp(0.1 * random.normal())
            : 3.3 * Math.exp(0.8 * random.normal());
          const row = { income: ratio * loanAmount, creditScore, loanAmount };
          return { ...row, approved: isApproved(row) };
        }),
      ),
    );
  }

  const words = ({ estimated, true: truth }: Compared) => `${estimated.toFixed(2)} / ${truth.toFixed(2)}`;
  const readme = readFileSync(new URL('README.md', ROOT), 'utf8');

  test('it stays high while scores are recorded wrongly and the truth falls: it cannot see that', () => {
    const stream = [1, 5, 9, 13, 18].map((batch) => compared(loans(batch)));
    expect(Math.abs(stream[0]!.estimated - stream[0]!.true)).toBeLessThan(0.03);
    for (const { estimated } of stream) expect(estimated).toBeGreaterThan(0.95);
    for (const one of stream.slice(1)) expect(one.estimated - one.true).toBeGreaterThan(0.15);
    expect(stream.at(-1)?.true).toBeLessThan(0.65);
    expect(readme).toContain(`| ${stream.map(words).join(' | ')} |`);
  });

  test('it falls with the truth while the answers stay what they were and the applicants become harder', () => {
    const stream = harderAndHarder();
    for (const one of stream) expect(Math.abs(one.estimated - one.true)).toBeLessThan(0.04);
    expect(stream[0]!.true - stream.at(-1)!.true).toBeGreaterThan(0.05);
    expect(stream[0]!.estimated - stream.at(-1)!.estimated).toBeGreaterThan(0.04);
    expect(readme).toContain(`| ${stream.map(words).join(' | ')} |`);
  });
});
