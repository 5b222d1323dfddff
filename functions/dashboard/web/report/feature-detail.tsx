import type { ComponentChildren } from 'preact';
import type { FeatureReport } from '../../../../shared/report/report.ts';
import { featureEvidence } from '../../../../shared/report/words/feature-evidence.ts';
import { featureChange, featureSentence } from '../../../../shared/report/words/feature-sentence.ts';
import { keepTogether } from '../../../../shared/report/words/line-breaks.ts';
import { formatShare } from '../../../../shared/report/words/numbers.ts';
import { showMessage } from '../../../../shared/text/safe-text.ts';
import { Histogram } from '../charts/histogram.tsx';
import { Levels } from '../charts/levels.tsx';
import { SidesKey } from '../charts/sides-key.tsx';
import { Status } from '../ui/status.tsx';
import { FeatureNumbers } from './feature-numbers.tsx';

interface FeatureDetailProps {
  readonly feature: FeatureReport;
  /** Further pictures, such as the cumulative distributions. */
  readonly children?: ComponentChildren;
}

/** All about one feature: what changed, how it looks, and the figures with their meaning. */
export function FeatureDetail({ feature, children }: FeatureDetailProps) {
  return (
    <div class="feature-detail">
      <p class="feature-verdict">
        {feature.drifted ? (
          <Status tone="alarm" word="Drifted" />
        ) : (
          <Status tone="calm" word="No drift that counts" />
        )}
        <span class="quiet">{TYPES[feature.type]}</span>
      </p>
      <p class="feature-change">{keepTogether(featureChange(feature))}</p>
      {feature.hint !== null && <p class="feature-hint">{showMessage(feature.hint)}</p>}
      <p class="quiet small">{keepTogether(featureEvidence(feature))}</p>
      <Distribution feature={feature} />
      {children}
      <h3>In figures</h3>
      <FeatureNumbers feature={feature} />
    </div>
  );
}

const TYPES: Readonly<Record<FeatureReport['type'], string>> = {
  numeric: 'a number',
  discrete: 'a number with few values',
  categorical: 'a category',
  boolean: 'yes or no',
};

function Distribution({ feature }: { readonly feature: FeatureReport }) {
  const { bins, picture, typical } = feature;
  if (bins?.kind === 'levels' && bins.levels.length > 0) {
    return (
      <>
        <h3>
          Share of each level <SidesKey />
        </h3>
        <Levels bins={bins} label={featureSentence(feature)} />
      </>
    );
  }
  if (picture === null) return <p class="quiet">No picture: there are no values to draw.</p>;
  const before = typeof typical.before === 'number' ? typical.before : null;
  const after = typeof typical.after === 'number' ? typical.after : null;
  return (
    <>
      <h3>
        How often each value occurs <SidesKey />
      </h3>
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
