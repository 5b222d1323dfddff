import type { ColumnBlock, ColumnValues } from '../csv/blocks.ts';
import { mergeUnparsable } from '../csv/unparsable-cells.ts';
import type { BaselineProfile, FeatureProfile } from '../profile/profile.ts';
import { addLevels, emptyLevelTally } from './level-tally.ts';
import { addNumbers, emptyNumericTally } from './numeric-tally.ts';
import { emptySample, sampleBlock } from './row-sample.ts';
import type { FeatureTally, Tally } from './tally.ts';

/**
 * An empty tally of a batch with the given columns. Its memory depends on the profile alone: about 24 bytes for
 * each distinct baseline value, whatever the length of the batch.
 *
 * @param header the batch's column names, in any order
 * @param isScanned whether `scanBatch` will fill it, which has counters of its own for the columns that there are
 */
export function createTally(profile: BaselineProfile, header: readonly string[], isScanned = false): Tally {
  const columns = new Set(header);
  const known = new Set([...profile.features, ...profile.others].map(({ name }) => name));
  return {
    rows: 0,
    features: profile.features.map((feature) => emptyTally(feature, columns.has(feature.name), isScanned)),
    sample: emptySample(profile.features),
    extraColumns: header.filter((name) => !known.has(name)),
    notices: [],
  };
}

const emptyTally = (feature: FeatureProfile, isPresent: boolean, isScanned: boolean): FeatureTally =>
  feature.type === 'numeric'
    ? emptyNumericTally(feature, isPresent, !(isPresent && isScanned))
    : emptyLevelTally(feature, isPresent);

/**
 * Adds a block of rows to the tally, in place. O(rows × features).
 *
 * @param block one entry for each feature of the profile, in the profile's order
 */
export function addBlock(tally: Tally, profile: BaselineProfile, block: ColumnBlock): void {
  if (block.columns.length !== profile.features.length) {
    throw new RangeError(
      `A block of ${block.columns.length} columns cannot be tallied against a profile of ${profile.features.length} features: it needs one entry for each feature.`,
    );
  }
  profile.features.forEach((feature, f) => {
    const column = block.columns[f];
    if (column) addColumn(tally.features[f]!, feature, column);
  });
  tally.sample = sampleBlock(tally.sample, block);
  tally.rows += block.rows;
}

function addColumn(tally: FeatureTally, feature: FeatureProfile, column: ColumnValues): void {
  if (tally.kind === 'numeric' && feature.type === 'numeric' && column.kind === 'number') {
    addNumbers(tally, feature, column.values);
  } else if (tally.kind === 'level' && feature.type !== 'numeric' && column.kind === 'level') {
    addLevels(tally, feature, column.values);
  } else {
    throw new TypeError(
      `Column "${feature.name}" came as ${column.kind}s, but the profile says ${feature.type}: type the block against the profile it is tallied with.`,
    );
  }
  tally.unparsable = mergeUnparsable(tally.unparsable, column.unparsable);
}
