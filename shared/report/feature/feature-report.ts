import type { Tally } from '../../tally/tally.ts';
import type { FeatureReport } from '../report.ts';
import type { Judged } from '../verdict/judge.ts';
import type { FeatureView, ViewMemory } from './feature-view.ts';
import { finiteOrNull } from './finite-or-null.ts';
import { levelView } from './level-view.ts';
import { numericView } from './numeric-view.ts';

/** Everything the report says of one feature. O(distinct baseline values), less for what `views` recalls. */
export function featureReport(judged: Judged, tally: Tally, views: ViewMemory): FeatureReport {
  const { feature, distribution, missing } = judged;
  return {
    name: feature.name,
    type: feature.type,
    test: distribution.test,
    method: distribution.method,
    statistic: distribution.statistic,
    pValue: distribution.pValue,
    pAdjusted: judged.pAdjusted,
    effect: distribution.effect,
    rowsBaseline: feature.count,
    rowsCurrent: judged.tally.count,
    minDetectable: finiteOrNull(distribution.minDetectable),
    drifted: judged.distributionDrifted || judged.missingDrifted,
    distributionDrifted: judged.distributionDrifted,
    missing: {
      ...missing,
      pAdjusted: judged.missingPAdjusted,
      drifted: judged.missingDrifted,
    },
    ...views.recall(judged.index, judged.distributionDrifted, () => view(judged, tally)),
  };
}

function view(judged: Judged, tally: Tally): FeatureView {
  const { feature, tally: own } = judged;
  if (feature.type === 'numeric' && own.kind === 'numeric') {
    return numericView(feature, own, tally.sample, judged);
  }
  if (feature.type !== 'numeric' && own.kind === 'level') {
    return levelView(feature, own, judged.distributionDrifted);
  }
  throw new TypeError(`${feature.name}: the tally is ${own.kind}, the profile says ${feature.type}`);
}
