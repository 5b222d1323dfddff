import type { FeatureReport } from '../../../../shared/report/report.ts';
import { featureSentence } from '../../../../shared/report/words/feature-sentence.ts';
import { formatShare } from '../../../../shared/report/words/numbers.ts';
import { Histogram } from '../charts/histogram.tsx';
import { Levels } from '../charts/levels.tsx';
import { SidesKey } from '../charts/sides-key.tsx';

interface DistributionProps {
  readonly feature: FeatureReport;
  /** Its heading's level. */
  readonly heading?: 'h2' | 'h3';
}

/** Both distributions: bars for the levels of a category, a histogram for a number. */
export function Distribution({ feature, heading: Heading = 'h3' }: DistributionProps) {
  const { bins, picture, typical } = feature;
  if (bins?.kind === 'levels' && bins.levels.length > 0) {
    return (
      <>
        <Heading>
          Share of each level <SidesKey />
        </Heading>
        <Levels bins={bins} label={featureSentence(feature)} />
      </>
    );
  }
  if (picture === null) return <p class="quiet">No picture: there are no values to draw.</p>;
  const before = typeof typical.before === 'number' ? typical.before : null;
  const after = typeof typical.after === 'number' ? typical.after : null;
  return (
    <>
      <Heading>
        How often each value occurs <SidesKey />
      </Heading>
      <Histogram picture={picture} before={before} after={after} label={featureSentence(feature)} />
      <Outside picture={picture} />
    </>
  );
}

function Outside({ picture }: { readonly picture: NonNullable<FeatureReport['picture']> }) {
  const { baseline, current } = picture.outside;
  if (baseline === 0 && current === 0) return null;
  return (
    <p class="quiet small">
      Beyond the drawn range: {formatShare(baseline)} of the baseline, {formatShare(current)} of production.
    </p>
  );
}
