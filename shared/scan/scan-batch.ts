import type { OpenedCsv } from '../csv/open-csv.ts';
import type { BaselineProfile, FeatureProfile } from '../profile/profile.ts';
import type { FeatureTally, Tally } from '../tally/tally.ts';
import { ownRoom } from './array-room.ts';
import type { ColumnExchange } from './column-exchange.ts';
import type { Engine } from './engine.ts';
import type { FeatureCounter } from './feature-counter.ts';
import { LevelCounter } from './level-counter.ts';
import { NumericCounter } from './numeric-counter.ts';
import { OfferedColumn } from './offered-column.ts';
import { RowSampler } from './row-sampler.ts';
import { RowScan } from './row-scan.ts';
import { numbersOf } from './scanned-block.ts';
import { TallySpace } from './tally-space.ts';

export interface ScanBatchOptions {
  /** Bytes scanned at once; tests make it small. */
  readonly windowBytes?: number | undefined;
  /** With the readers of other rows of the file: the sum of all their tallies is that of the file, and each alone is none. */
  readonly exchange?: ColumnExchange | undefined;
}

/**
 * Adds all rows of an opened batch to an empty tally. What comes out is what `addBlock` makes of the blocks that
 * `readRows` reads, equal to the last bit. O(bytes).
 *
 * @throws CsvError and whatever `readRows` would throw; ExchangeBroken
 */
export async function scanBatch(
  engine: Engine,
  opened: OpenedCsv,
  profile: BaselineProfile,
  tally: Tally,
  { windowBytes, exchange }: ScanBatchOptions = {},
): Promise<void> {
  const { features } = profile;
  const positions = new Map(opened.rules.header.names.map((name, position) => [name, position]));
  const present = features.filter(({ name }) => positions.has(name));
  const columns = present.map(({ name, type }) => ({
    position: positions.get(name)!,
    kind: type === 'numeric' ? ('numbers' as const) : ('texts' as const),
  }));
  const scan = new RowScan(engine, opened, columns, windowBytes);
  const space = new TallySpace(engine, scan.blockRows, features.length);
  const columnOf = new Map(present.map((feature, column) => [feature, column]));
  const columnsOf = features.map((feature) => columnOf.get(feature) ?? null);
  const counts = (f: number) => columnsOf[f] !== null && (exchange?.counts(f) ?? true);
  engine.reserve(
    counterBytes(
      features.filter((_, f) => counts(f)),
      space.sketchSlots,
    ),
  );
  const counters = features.map((feature, f): FeatureCounter | null => {
    const column = columnsOf[f]!;
    return column === null ? null : counterFor(column, feature, tally.features[f]!, counts(f) ? space : null);
  });
  const addOffered = (f: number, values: Float64Array) => (counters[f] as NumericCounter).addOffered(values);
  const sampler = new RowSampler(engine, features, columnsOf, scan.blockRows);
  for await (const block of scan.blocks()) {
    await exchange?.offer(block.rows, (f) => numbersOf(block, columnsOf[f]!).values);
    for (const counter of counters) counter?.add(block);
    sampler.add(block);
    tally.rows += block.rows;
    await exchange?.take(addOffered);
  }
  exchange?.end();
  while (await exchange?.take(addOffered));
  const roomFor = (await exchange?.counted()) ?? ownRoom;
  tally.sample = sampler.finish(roomFor);
  for (const counter of counters) counter?.finish(roomFor);
}

/** About what the counters of all features take: 24 bytes a value and 4 of buckets, a sketch, and some for each feature. */
const counterBytes = (features: readonly FeatureProfile[], sketchSlots: number): number =>
  features.reduce(
    (sum, feature) =>
      sum + (feature.type === 'numeric' ? 28 * feature.values.length + 8 * sketchSlots + 512 : 0),
    0,
  );

/** @param space null when another reader counts the feature's numbers */
function counterFor(
  column: number,
  feature: FeatureProfile,
  tally: FeatureTally,
  space: TallySpace | null,
): FeatureCounter {
  if (feature.type === 'numeric' && tally.kind === 'numeric') {
    return space === null
      ? new OfferedColumn(column, tally)
      : new NumericCounter(space, column, feature, tally);
  }
  if (feature.type !== 'numeric' && tally.kind === 'level') return new LevelCounter(column, feature, tally);
  throw new TypeError(`The tally of "${feature.name}" is not one of the profile: make it with createTally.`);
}
