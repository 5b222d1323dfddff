import type { UnparsableCells } from '../../csv/blocks.ts';
import type { BaselineProfile, FeatureProfile } from '../../profile/profile.ts';
import type { FeatureTally, Tally } from '../../tally/tally.ts';
import { howToWriteNumbers } from '../../text/unparsable-number.ts';
import type { Finding } from '../report.ts';
import type { Judged } from '../verdict/judge.ts';
import { formatCount } from '../words/numbers.ts';
import { listed, notice, problem, quote } from './finding.ts';

/** Share of a column's filled cells that do not parse from which its type has changed rather than a cell or two. */
const CHANGED_TYPE_SHARE = 0.5;

/** A column of texts with more levels than this, all of which are numbers but for one mistake, was meant as numbers. */
const MISWRITTEN_LEVELS_MIN = 10;

/** Values that are not of their column's type, and levels that the baseline does not have. */
export function valueFindings(profile: BaselineProfile, tally: Tally, judged: readonly Judged[]): Finding[] {
  const drifted = new Set(judged.filter((one) => one.distributionDrifted).map(({ index }) => index));
  return profile.features.flatMap((feature, i) => [
    ...unparsable(feature, tally.features[i]!),
    ...unparsableBaseline(feature),
    ...miswrittenNumbers(feature),
    ...newCategories(feature, tally.features[i]!, drifted.has(i)),
  ]);
}

function unparsable(feature: FeatureProfile, { count, unparsable: cells }: FeatureTally): Finding[] {
  if (cells.count === 0) return [];
  const { name } = feature;
  const filled = count + cells.count;
  if (cells.count >= CHANGED_TYPE_SHARE * filled) {
    const message = `Column ${quote(name)} holds ${feature.type === 'boolean' ? 'true or false' : 'numbers'} in the baseline; here ${described(cells, filled)} ${are(cells)} not (${examples(cells)}).${wayOut(feature, cells)}`;
    return [problem('changed-type', name, message)];
  }
  return [problem('unparsable-values', name, `In column ${quote(name)}, ${stray(feature, cells, filled)}`)];
}

/** Of less weight than the same in production: the baseline was good enough to learn from. */
function unparsableBaseline(feature: FeatureProfile): Finding[] {
  const { name, count, unparsable: cells } = feature;
  if (cells.count === 0) return [];
  const message = `In column ${quote(name)} of the baseline, ${stray(feature, cells, count + cells.count)}`;
  return [notice('unparsable-values', name, message)];
}

/** Compared text by text, nearly every value of a new batch would be one that the baseline does not have. */
function miswrittenNumbers(feature: FeatureProfile): Finding[] {
  if (feature.type !== 'categorical' || feature.levels.length <= MISWRITTEN_LEVELS_MIN) return [];
  const advice = howToWriteNumbers(feature.levels);
  if (advice === null) return [];
  const { name, levels } = feature;
  const message = `Column ${quote(name)} of the baseline holds no numbers but ${formatCount(levels.length)} texts, which are compared one by one (${levels.slice(0, 3).map(quote).join(', ')}). ${advice}`;
  return [problem('unparsable-values', name, message)];
}

function stray(feature: FeatureProfile, cells: UnparsableCells, filled: number): string {
  const counts = cells.count === 1 ? 'counts' : 'count';
  return `${described(cells, filled)} ${are(cells)} not ${expected(feature, cells)} and ${counts} as missing (${examples(cells)}).${wayOut(feature, cells)}`;
}

function expected({ type }: FeatureProfile, { count }: UnparsableCells): string {
  if (type === 'boolean') return 'true or false';
  return count === 1 ? 'a number' : 'numbers';
}

const are = ({ count }: UnparsableCells): string => (count === 1 ? 'is' : 'are');
const described = ({ count }: UnparsableCells, filled: number): string =>
  `${formatCount(count)} of ${formatCount(filled)} values`;
const examples = (cells: UnparsableCells): string =>
  cells.examples.map(([line, text]) => `line ${line}: ${quote(text)}`).join(', ');

function wayOut({ type }: FeatureProfile, cells: UnparsableCells): string {
  const advice = type === 'boolean' ? null : howToWriteNumbers(cells.examples.map(([, text]) => text));
  return advice === null ? '' : ` ${advice}`;
}

function newCategories(feature: FeatureProfile, tally: FeatureTally, drifted: boolean): Finding[] {
  if (tally.kind !== 'level' || tally.newCount === 0 || feature.count === 0) return [];
  const named = [...tally.newLevels].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  const rows =
    tally.newCount === 1 ? '1 row holds a value' : `${formatCount(tally.newCount)} rows hold values`;
  const message = `In column ${quote(feature.name)}, ${rows} that the baseline does not have: ${listed(named.map(([name]) => name))}.`;
  return [(drifted ? problem : notice)('new-category', feature.name, message)];
}
