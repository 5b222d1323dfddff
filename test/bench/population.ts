import type { ColumnType } from '../../shared/config/settings.ts';
import type { ColumnValues, TextBlock } from '../../shared/csv/blocks.ts';
import { blockTyper } from '../../shared/csv/type-block.ts';
import type { FeatureProfile } from '../../shared/profile/profile.ts';
import type { Random } from '../../shared/stats/random.ts';

/**
 * The rows that baselines and clean batches are drawn from, with replacement: both then come from one distribution,
 * with whatever ties, missing cells and correlations the rows have.
 */
export class Population {
  readonly header: readonly string[];
  readonly rows: number;
  readonly #columns: TextBlock['columns'];
  readonly #typed = new Map<string, ColumnValues>();

  /** @param columns cells as text, column by column; null is missing */
  constructor(header: readonly string[], columns: TextBlock['columns']) {
    this.header = header;
    this.#columns = columns;
    this.rows = columns[0]!.length;
  }

  /** `count` rows as they would come from a file. */
  draw(count: number, random: Random): TextBlock {
    const picked = drawRows(this.rows, count, random);
    return textBlock(this.#columns.map((cells) => Array.from(picked, (row) => cells[row]!)));
  }

  /** All values of a feature, typed as its profile says. */
  typed({ name, type }: Pick<FeatureProfile, 'name' | 'type'>): ColumnValues {
    const key = `${type} ${name}`;
    let values = this.#typed.get(key);
    if (values === undefined) {
      values = typeColumn(name, type, this.#columns[this.header.indexOf(name)]!);
      this.#typed.set(key, values);
    }
    return values;
  }
}

/** Positions of `count` rows drawn with replacement. */
export function drawRows(rows: number, count: number, random: Random): Int32Array {
  const picked = new Int32Array(count);
  for (let i = 0; i < count; i++) picked[i] = random.uniform() * rows;
  return picked;
}

/** Columns as a block; where its rows stand in a file is made up. */
export function textBlock(columns: TextBlock['columns']): TextBlock {
  const rows = columns[0]!.length;
  return { rows, rowOffsets: rowNumbers(rows), rowLines: rowNumbers(rows), columns };
}

export const rowNumbers = (rows: number): Float64Array => Float64Array.from({ length: rows }, (_, i) => i);

function typeColumn(name: string, type: ColumnType, cells: TextBlock['columns'][number]): ColumnValues {
  return blockTyper([name], [{ name, type }])(textBlock([cells])).columns[0]!;
}
