import type { ColumnBlock, ColumnValues } from '../../shared/csv/blocks.ts';
import type { BaselineProfile, FeatureProfile } from '../../shared/profile/profile.ts';
import type { Random } from '../../shared/stats/random.ts';
import { addBlock, createTally } from '../../shared/tally/batch-tally.ts';
import { NewLevels } from '../../shared/tally/new-levels.ts';
import { slotIndexOf } from '../../shared/tally/slot-index.ts';
import type { FeatureTally, Tally } from '../../shared/tally/tally.ts';
import { drawRows, type Population, rowNumbers } from './population.ts';

/** From here on rows are counted by how often they were drawn: most are drawn more than once. */
const REPEATED_FROM = 10_000;

/** Draws clean batches from a population and tallies them against one baseline. */
export class CleanBatches {
  readonly #population: Population;
  readonly #profile: BaselineProfile;
  #counters: Counters[] | null = null;

  constructor(population: Population, profile: BaselineProfile) {
    this.#population = population;
    this.#profile = profile;
  }

  draw(rows: number, random: Random): Tally {
    const picked = drawRows(this.#population.rows, rows, random);
    return rows < REPEATED_FROM ? this.byRow(picked) : this.byRepeats(picked);
  }

  /** The tally of the rows at these positions, through the engine's own counting. */
  byRow(picked: Int32Array): Tally {
    const tally = createTally(this.#profile, this.#population.header);
    const columns = this.#profile.features.map((feature) => pick(this.#population.typed(feature), picked));
    const block: ColumnBlock = { rows: picked.length, rowOffsets: rowNumbers(picked.length), columns };
    addBlock(tally, this.#profile, block);
    return tally;
  }

  /**
   * The same counts in time that hardly depends on the batch: each of the population's rows is looked up once and
   * counted as often as it was drawn. Only what a verdict is made of is filled in, no sketch and no sample.
   */
  byRepeats(picked: Int32Array): Tally {
    const times = new Float64Array(this.#population.rows);
    for (let i = 0; i < picked.length; i++) times[picked[i]!]!++;
    const tally = createTally(this.#profile, this.#population.header);
    this.#counters ??= this.#profile.features.map((feature) =>
      countersOf(feature, this.#population.typed(feature)),
    );
    this.#counters.forEach((counters, f) => {
      addRepeats(tally.features[f]!, counters, times);
    });
    tally.rows = picked.length;
    return tally;
  }
}

function pick(column: ColumnValues, rows: Int32Array): ColumnValues {
  if (column.kind === 'level') return { ...column, values: Array.from(rows, (row) => column.values[row]!) };
  const values = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i++) values[i] = column.values[rows[i]!]!;
  return { ...column, values };
}

/** The counter that each row of the population adds to. */
interface Counters {
  readonly ofRow: Int32Array;
  /** Levels that the baseline does not have; their counters follow those of the tally, and the last is for "missing". */
  readonly newLevels: readonly string[];
  readonly count: number;
}

function countersOf(feature: FeatureProfile, column: ColumnValues): Counters {
  const rows = column.values.length;
  const ofRow = new Int32Array(rows);
  if (column.kind === 'number' && feature.type === 'numeric') {
    slotIndexOf(feature).locate(column.values, rows, ofRow);
    const missing = 2 * feature.values.length + 1;
    column.values.forEach((value, row) => {
      if (Number.isNaN(value)) ofRow[row] = missing;
    });
    return { ofRow, newLevels: [], count: missing + 1 };
  }
  if (column.kind !== 'level' || feature.type === 'numeric')
    throw new TypeError(`${feature.name}: wrong type`);
  const known = new Set(feature.levels);
  const newLevels = [...new Set(column.values)].filter(
    (level) => level !== null && !known.has(level),
  ) as string[];
  const counters = new Map([...feature.levels, ...newLevels, null].map((level, i) => [level, i]));
  column.values.forEach((level, row) => {
    ofRow[row] = counters.get(level)!;
  });
  return { ofRow, newLevels, count: counters.size };
}

function addRepeats(tally: FeatureTally, { ofRow, newLevels, count }: Counters, times: Float64Array): void {
  const counts = new Float64Array(count);
  for (let row = 0; row < times.length; row++) counts[ofRow[row]!]! += times[row]!;
  const known = tally.kind === 'numeric' ? tally.slots : tally.counts;
  known.set(counts.subarray(0, known.length));
  tally.missing = counts[count - 1]!;
  tally.count = counts.reduce((sum, rows) => sum + rows, 0) - tally.missing;
  if (tally.kind === 'numeric') return;
  const named = new NewLevels(tally.newLevels);
  newLevels.forEach((level, i) => {
    const rows = counts[known.length + i]!;
    tally.newCount += rows;
    if (rows > 0) named.add(level, rows);
  });
}
