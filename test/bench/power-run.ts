import type { TextBlock } from '../../shared/csv/blocks.ts';
import type { Random } from '../../shared/stats/random.ts';
import { CleanBatches } from './clean-batch.ts';
import { type LevelDrift, movedLevels, shifted } from './drift-shapes.ts';
import { Population } from './population.ts';
import { stream } from './stream.ts';
import { judgeFirst, profileOf, verdictOf } from './verdict-of.ts';

const FEATURES = 30;
const POPULATION_ROWS = 20_000;
const SHIFT = 'shift';

/** One of 30 features drifts by so much; how often is it found? */
export interface PowerPlan {
  readonly drift: typeof SHIFT | LevelDrift;
  /** 2 or more for levels, 0 for a shifted number. */
  readonly levels: number;
  readonly baselineRows: number;
  /** null: as many as the report says it takes to show a drift of `resolution`. */
  readonly rows: number | null;
  /** True KS distance or total variation; null: the smallest that the report calls detectable. */
  readonly size: number | null;
  /** Why these rows and this size, in the words of the table. */
  readonly why: string;
  readonly baselines: number;
  readonly batches: number;
}

export interface PowerResult extends PowerPlan {
  readonly rows: number;
  /** For every baseline, the number of its batches in which the drift was found; empty where no drift is as large. */
  readonly found: number[];
}

export function runPower(plan: PowerPlan, seed: number): PowerResult {
  const { drift, levels, baselineRows } = plan;
  const path = ['power', drift, levels, baselineRows, String(plan.rows), String(plan.size)];
  const others = normalColumns(stream(seed, ...path));
  const column = (size: number) =>
    drift === SHIFT ? shifted(size, POPULATION_ROWS) : movedLevels(drift, levels, size, POPULATION_ROWS);
  const clean = populationOf(column(0)!.after, others);
  const rows = plan.rows ?? rowsForResolution(clean, baselineRows);
  const size = plan.size ?? smallestDetectable(clean, baselineRows, rows);
  const drifted = column(size);
  const found: number[] = [];
  if (drifted === null) return { ...plan, rows, size: null, found };
  const [before, after] = [populationOf(drifted.before, others), populationOf(drifted.after, others)];
  for (let baseline = 0; baseline < plan.baselines; baseline++) {
    const random = stream(seed, ...path, baseline);
    const profile = profileOf(before.header, before.draw(baselineRows, random));
    const drifting = new CleanBatches(after, profile);
    let hits = 0;
    for (let batch = 0; batch < plan.batches; batch++) {
      if (judgeFirst(profile, drifting.draw(rows, random)).distributionDrifted) hits++;
    }
    found.push(hits);
  }
  return { ...plan, rows, size, found };
}

const normalColumns = (random: Random): Cells =>
  Array.from({ length: FEATURES - 1 }, () =>
    Array.from({ length: POPULATION_ROWS }, () => String(random.normal())),
  );

type Cells = TextBlock['columns'];

function populationOf(first: readonly string[], others: Cells): Population {
  return new Population(
    Array.from({ length: FEATURES }, (_, i) => `x${i + 1}`),
    [first, ...others],
  );
}

/** A clean pair whose report is read for what it publishes; the figures hardly depend on the draw. */
function cleanPair(population: Population, baselineRows: number, rows: number) {
  const random = stream(0, 'clean pair');
  const profile = profileOf(population.header, population.draw(baselineRows, random));
  return { profile, tally: new CleanBatches(population, profile).draw(rows, random) };
}

function smallestDetectable(population: Population, baselineRows: number, rows: number): number {
  const { profile, tally } = cleanPair(population, baselineRows, rows);
  return judgeFirst(profile, tally).distribution.minDetectable ?? Number.POSITIVE_INFINITY;
}

function rowsForResolution(population: Population, baselineRows: number): number {
  const { profile, tally } = cleanPair(population, baselineRows, 100);
  const rows = verdictOf(profile, tally).summary.rowsForResolution;
  if (rows === null) throw new RangeError(`No batch shows the resolution against ${baselineRows} rows.`);
  return rows;
}
