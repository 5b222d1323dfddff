import type { Settings } from '../config/settings.ts';
import type { ReadNotice, TextBlock } from '../csv/blocks.ts';
import { requireDeclaredColumns } from '../csv/column-roles.ts';
import { CsvError } from '../csv/csv-error.ts';
import type { ScannedColumnPlan } from '../scan/block-in-progress.ts';
import type { Engine } from '../scan/engine.ts';
import type { ScannedBlock } from '../scan/scanned-block.ts';
import { ColumnCollector } from './column-collector.ts';
import { declaredType, planColumns } from './column-plan.ts';
import { fairCap } from './distribution.ts';
import { inferColumn } from './infer-column.ts';
import { NumberPool } from './number-pool.ts';
import {
  type BaselineProfile,
  type FeatureProfile,
  type NumericFeatureProfile,
  type OtherColumn,
  PROFILE_SCHEMA_VERSION,
} from './profile.ts';
import { PROFILE_LIMITS, type ProfileLimits } from './profile-limits.ts';

/** A column that may become a feature. */
export interface Candidate {
  readonly name: string;
  readonly position: number;
  readonly collector: ColumnCollector;
}

/**
 * Summarises a baseline block by block: `add` every block, then `finish` once. Numbers are held until the end
 * (8 bytes a cell, at most BASELINE_CELLS_MAX cells) and sorted there; of texts only the levels are held.
 *
 * @example
 * const profiler = new BaselineProfiler(['age', 'country'], settings);
 * for await (const block of blocks) profiler.add(block);
 * const profile = profiler.finish();
 */
export class BaselineProfiler {
  readonly #settings: Settings;
  readonly #limits: ProfileLimits;
  readonly #file: string;
  readonly #others: OtherColumn[];
  readonly #notices: ReadNotice[];
  readonly candidates: readonly Candidate[];
  readonly #pool: NumberPool;
  #rows = 0;

  /**
   * @param file name of the baseline as the user knows it, for messages
   * @param sharesValues whether numbers that are sorted in the engine are to be in memory that threads can share
   * @throws CsvError when the settings give a column as label or declare its type, and the header lacks it
   */
  constructor(
    header: readonly string[],
    settings: Settings,
    limits: ProfileLimits = PROFILE_LIMITS,
    file = 'baseline',
    sharesValues = false,
  ) {
    // Id, timestamp and ignored columns may be production's alone.
    requireDeclaredColumns(header, { label: settings.label, types: settings.types, ignore: [] }, file);
    const { others, notices } = planColumns(header, settings);
    this.#settings = settings;
    this.#limits = limits;
    this.#file = file;
    this.#others = others.filter((other) => other !== null);
    this.#notices = [...notices];
    const pool = new NumberPool(sharesValues);
    this.#pool = pool;
    this.candidates = header.flatMap((name, position) => {
      if (others[position] !== null) return [];
      return [
        {
          name,
          position,
          collector: new ColumnCollector(declaredType(name, settings), limits.categoriesMax, pool),
        },
      ];
    });
  }

  /** @throws CsvError when the baseline has more numeric cells than are held at once */
  add(block: TextBlock): void {
    for (const { position, collector } of this.candidates) {
      collector.add(block.columns[position]!, block.rowLines);
    }
    this.#addRows(block.rows);
  }

  get rows(): number {
    return this.#rows;
  }

  /** Levels of a column at most. */
  get levelsMax(): number {
    return this.#limits.categoriesMax;
  }

  /** Whether the first texts of all columns are too many to be held. */
  get isWide(): boolean {
    return this.candidates.length > this.#limits.textColumnsMax;
  }

  /** Expects numbers of all columns but these, which saves counting their levels. */
  expectNumbers(except: ReadonlySet<string>): void {
    for (const { name, collector } of this.candidates) if (!except.has(name)) collector.expectNumbers();
  }

  /** Columns of which that was a mistake: the profile must be made again without. */
  get mistaken(): ReadonlySet<string> {
    return new Set(this.candidates.filter(({ collector }) => collector.isMistaken).map(({ name }) => name));
  }

  /** Which columns a scan should read, and as what. It changes with the blocks that are added. */
  get wanted(): ScannedColumnPlan[] {
    return this.candidates.map(({ position, collector }) => ({ position, kind: collector.wanted }));
  }

  /**
   * Adds a block scanned for the columns wanted: what `add` would do with its rows.
   *
   * @throws CsvError as `add` does
   */
  addScanned(block: ScannedBlock): void {
    for (const [column, { collector }] of this.candidates.entries()) {
      collector.addScanned(block.columns[column]!, block.rowLines);
    }
    this.#addRows(block.rows);
  }

  #addRows(rows: number): void {
    this.#rows += rows;
    const cells = this.candidates.reduce((sum, { collector }) => sum + collector.numbers.length, 0);
    if (cells > this.#limits.baselineCellsMax) {
      throw new CsvError({
        code: 'limit',
        file: this.#file,
        rule: `a baseline may have at most ${this.#limits.baselineCellsMax} numeric cells (BASELINE_CELLS_MAX), and ${this.#rows} rows have ${cells}`,
        wayOut: 'Take a random sample of its rows, or leave columns out with `ignore` in the settings',
      });
    }
  }

  /**
   * The profile of all rows added. O(cells · log rows).
   *
   * @param engine to sort with, whose memory is free
   */
  finish(engine: Engine | null = null): BaselineProfile {
    if (engine !== null) this.#pool.sortIn(engine);
    const others = [...this.#others];
    const notices = [...this.#notices];
    const drafts: (FeatureProfile | NumericDraft)[] = [];
    for (const { name, collector } of this.candidates) {
      const outcome = inferColumn(name, declaredType(name, this.#settings), collector);
      if (outcome.kind === 'levels') drafts.push(outcome.feature);
      else if (outcome.kind === 'numbers') drafts.push({ name, collector, distinct: outcome.distinct });
      else {
        others.push(outcome.other);
        notices.push(outcome.notice);
      }
    }
    const features = reduceTogether(drafts, this.#limits.profileValuesMax);
    return { schemaVersion: PROFILE_SCHEMA_VERSION, rows: this.#rows, features, others, notices };
  }
}

interface NumericDraft {
  readonly name: string;
  readonly collector: ColumnCollector;
  readonly distinct: number;
}

/** Keeps every distinct value while all features together stay within the limit, and reduces evenly beyond it. */
function reduceTogether(
  drafts: readonly (FeatureProfile | NumericDraft)[],
  valuesMax: number,
): FeatureProfile[] {
  const distinct = drafts.map((draft) => ('distinct' in draft ? draft.distinct : 0));
  const cap = fairCap(distinct, valuesMax);
  return drafts.map((draft) => ('distinct' in draft ? numericFeature(draft, cap) : draft));
}

function numericFeature(
  { name, collector, distinct }: NumericDraft,
  valuesMax: number,
): NumericFeatureProfile {
  return {
    name,
    type: 'numeric',
    count: collector.numbers.length,
    missing: collector.missing + collector.unparsable.count,
    unparsable: collector.unparsable,
    ...collector.numbers.distribution(valuesMax, distinct),
  };
}
