import { formatCount } from '../../../../../shared/report/words/numbers.ts';
import { showName } from '../../../../../shared/text/safe-text.ts';
import { featurePath } from '../../../paths.ts';
import type { getFeature } from '../../../wire/batches.ts';
import type { AnswerOf } from '../../../wire/endpoint.ts';

interface FeatureStepsProps {
  readonly monitor: string;
  readonly batch: string;
  readonly answer: AnswerOf<typeof getFeature>;
}

/** Where the feature stands in the report, and the way to the one before and the one after it. */
export function FeatureSteps({ monitor, batch, answer }: FeatureStepsProps) {
  const { place, of, stronger, weaker } = answer;
  const step = (name: string | null, word: string, arrow: string) =>
    name !== null && (
      <a
        class="button step"
        href={featurePath(monitor, batch, name)}
        aria-label={`${word}: ${showName(name)}`}
        title={showName(name)}
      >
        {arrow}
      </a>
    );
  return (
    <nav class="feature-steps on-screen" aria-label="Features by strength">
      <span class="quiet small">
        {formatCount(place)} of {formatCount(of)}
      </span>
      {step(stronger, 'Stronger change', '↑')}
      {step(weaker, 'Weaker change', '↓')}
    </nav>
  );
}
