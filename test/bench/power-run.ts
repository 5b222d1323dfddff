import type { TextBlock } from '../../shared/csv/blocks.ts';
import { rowsNeeded } from '../../shared/stats/detectable.ts';
import { CleanBatches } from './clean-batch.ts';
import { type DriftedColumn, type LevelDrift, movedLevels, shifted } from './drift-shapes.ts';
import { Population } from './population.ts';
import { stream } from './stream.ts';
import { DEFAULTS, judgeFirst, profileOf } from './verdict-of.ts';

const FEATURES = 30;
const POPULATION_ROWS = 20_000;
const SHIFT = 'shift';

/** One of 30 features drifts by so much; how often is it found? */
export interface PowerPlan {
  readonly drift: typeof SHIFT | LevelDrift;
  /** 2 or more for levels, 0 for a shifted number. */
  readonly levels: number;
  readonly baselineRows: number;
  /** `resolution`: as many as the report says it takes for a distance of `size`. */
  readonly rows: number | 'resolution';
  /** True KS distance; `published`: the smallest detectable change that the report gives. */
  readonly size: number | 'published';
  readonly baselines: number;
  readonly batches: number;
}

export interface PowerResult extends PowerPlan {
  readonly rows: number;
  /** null where no change of the levels is as large as the published one. */
  readonly sizeUsed: number | null;
  readonly batches: number;
  /** For every baseline, the number of its batches in which the drifted feature was found. */
  readonly found: number[];
}

export function runPower(plan: PowerPlan, seed: number): PowerResult {
  const { drift, levels, baselineRows, baselines, batches } = plan;
  const rows = plan.rows === 'resolution' ? resolutionRows(plan) : plan.rows;
  const name = [drift, levels, baselineRows, rows, plan.size];
  const random = stream(seed, 'power', ...name);
  const others = Array.from({ length: FEATURES - 1 }, () =>
    Array.from({ length: POPULATION_ROWS }, () => String(random.normal())),
  );
  const column = (size: number) =>
    drift === SHIFT
      ? shifted(size, POPULATION_ROWS)
      : movedLevels(drift, levels, size, {
          baseline: baselineRows,
          current: rows,
          population: POPULATION_ROWS,
        });
  const size = plan.size === 'published' ? publishedSize(column(0)!, others, baselineRows, rows) : plan.size;
  const drifted = column(size);
  const found: number[] = [];
  if (drifted !== null) {
    const before = populationOf(drifted.before, others);
    const after = populationOf(drifted.after, others);
    for (let baseline = 0; baseline < baselines; baseline++) {
      const draws = stream(seed, 'power', ...name, baseline);
      const profile = profileOf(before.header, before.draw(baselineRows, draws));
      const drifting = new CleanBatches(after, profile);
      let hits = 0;
      for (let batch = 0; batch < batches; batch++) {
        if (judgeFirst(profile, drifting.draw(rows, draws)).distributionDrifted) hits++;
      }
      found.push(hits);
    }
  }
  return { ...plan, rows, sizeUsed: drifted && size, found };
}

function resolutionRows({ size, baselineRows }: PowerPlan): number {
  if (size === 'published') throw new TypeError('Rows for a resolution need a size of drift in figures.');
  const rows = rowsNeeded({ distance: size, baselineRows, features: FEATURES, alpha: DEFAULTS.alpha });
  if (rows === null) throw new RangeError(`No batch shows D = ${size} against ${baselineRows} rows.`);
  return rows;
}

type Cells = TextBlock['columns'];

function populationOf(first: readonly string[], others: Cells): Population {
  return new Population(
    Array.from({ length: FEATURES }, (_, i) => `x${i + 1}`),
    [first, ...others],
  );
}

/** The smallest detectable change in the report of a clean batch. */
function publishedSize(clean: DriftedColumn, others: Cells, baselineRows: number, rows: number): number {
  const population = populationOf(clean.before, others);
  const random = stream(0, 'published');
  const profile = profileOf(population.header, population.draw(baselineRows, random));
  const { distribution } = judgeFirst(profile, new CleanBatches(population, profile).draw(rows, random));
  return distribution.minDetectable ?? Number.POSITIVE_INFINITY;
}
