import { groupedBootstrap, type MeanInterval } from '../../stats/grouped-bootstrap.ts';
import { seededRandom } from '../../stats/random.ts';
import { accuracy } from '../metrics/accuracy.ts';
import { logLoss, rowLosses } from '../metrics/log-loss.ts';
import type { Predictions } from '../metrics/predictions.ts';
import type { Evidence } from './evidence.ts';

const RESAMPLES = 4_000;

/** Two models on the same rows. */
export interface Contest {
  readonly champion: Predictions;
  readonly challenger: Predictions;
}

/**
 * The gate: both models on rows that neither has learned from, and by how much less the challenger is surprised by the
 * right answers. It passes when even the lower end of the gain's interval is above 0, so that of two equal models
 * the new one is taken in about one case in forty. O(4,000 × groups).
 *
 * @param groups those of the rows
 */
export function judgeChallenger(
  { champion, challenger }: Contest,
  groups: Int32Array,
  seed: number,
): { readonly comparison: Evidence['comparison']; readonly passed: boolean } {
  const challengerLosses = rowLosses(challenger);
  const gains = rowLosses(champion).map((loss, row) => loss - challengerLosses[row]!);
  const gain: MeanInterval = groupedBootstrap(gains, groups, RESAMPLES, seededRandom(seed));
  const comparison = {
    rows: groups.length,
    groups: new Set(groups).size,
    ...figures({ champion, challenger }),
    gain,
    resamples: RESAMPLES,
  };
  return { comparison, passed: gain.low > 0 };
}

/** Accuracy and log loss of both. */
export const figures = ({ champion, challenger }: Contest) => ({
  accuracy: { champion: accuracy(champion), challenger: accuracy(challenger) },
  logLoss: { champion: logLoss(champion), challenger: logLoss(challenger) },
});
