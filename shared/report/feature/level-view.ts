import type { LevelFeatureProfile } from '../../profile/profile.ts';
import { cramersV } from '../../stats/cramers-v.ts';
import { jensenShannonDistance } from '../../stats/jensen-shannon.ts';
import { populationStabilityIndex } from '../../stats/psi.ts';
import { totalVariation } from '../../stats/total-variation.ts';
import { levelBins } from '../../tally/aligned-bins.ts';
import type { LevelTally } from '../../tally/tally.ts';
import { showLevel } from '../../text/safe-text.ts';
import { sameSpelling } from '../../text/same-spelling.ts';
import type { FeatureReport } from '../report.ts';
import { levelCounts } from '../verdict/level-counts.ts';
import { formatShare } from '../words/numbers.ts';
import type { FeatureView } from './feature-view.ts';
import { finiteOrNull } from './finite-or-null.ts';

/** Share of the batch from which one new level is worth a hint. */
const NEW_LEVEL_SHARE = 0.01;

/** How both sides of a feature that is compared level by level look. */
export function levelView(feature: LevelFeatureProfile, tally: LevelTally, drifted: boolean): FeatureView {
  const { baseline, current } = levelCounts(feature, tally);
  const bothSides = feature.count > 0 && tally.count > 0;
  return {
    direction: drifted ? 'changed' : 'none',
    typical: {
      before: typical(feature, mostFrequent(feature.levels, feature.counts)),
      after: typical(feature, afterwards(feature, tally)),
    },
    range: null,
    psi: bothSides ? populationStabilityIndex(baseline, current) : null,
    jensenShannon: bothSides ? jensenShannonDistance(baseline, current) : null,
    wasserstein: null,
    totalVariation: bothSides ? totalVariation(baseline, current) : null,
    cramersV: bothSides ? cramersV(baseline, current) : null,
    dErrorBound: 0,
    bins: levelBins(feature, tally),
    picture: null,
    hint: drifted ? hint(feature, tally) : null,
  };
}

type Typical = FeatureReport['typical']['before'];

/** A discrete number is a number to its reader, though it is compared as a level. */
function typical(feature: LevelFeatureProfile, level: string | null): Typical {
  return level === null || feature.type !== 'discrete' ? level : finiteOrNull(Number(level));
}

/** The most frequent level of the batch, whether the baseline has it or not. */
function afterwards(feature: LevelFeatureProfile, tally: LevelTally): string | null {
  const levels = [...feature.levels, ...tally.newLevels.keys()];
  return mostFrequent(levels, [...tally.counts, ...tally.newLevels.values()]);
}

function mostFrequent(levels: readonly string[], counts: ArrayLike<number>): string | null {
  let best = -1;
  for (let i = 0; i < levels.length; i++) if (counts[i]! > (best === -1 ? 0 : counts[best]!)) best = i;
  return levels[best] ?? null;
}

/** The new level that most rows hold, if it is worth a word: a new category, or an old one in another spelling. */
function hint(feature: LevelFeatureProfile, tally: LevelTally): string | null {
  const [name, count] = [...tally.newLevels].reduce<readonly [string, number]>(
    (most, level) => (level[1] > most[1] || (level[1] === most[1] && level[0] < most[0]) ? level : most),
    ['', 0],
  );
  if (count === 0 || count < NEW_LEVEL_SHARE * tally.count) return null;
  const held = `${formatShare(count / tally.count)} of the values are ${showLevel(name)}, which the baseline does not have`;
  if (feature.type === 'discrete') return `${held}.`;
  const respelled = feature.levels.find((level) => sameSpelling(level, name));
  return respelled === undefined
    ? `${held}: a new category?`
    : `${held}: another spelling of ${showLevel(respelled)}?`;
}
