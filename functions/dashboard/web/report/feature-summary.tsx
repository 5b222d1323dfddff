import type { FeatureReport } from '../../../../shared/report/report.ts';
import { featureEvidence } from '../../../../shared/report/words/feature-evidence.ts';
import { featureChange } from '../../../../shared/report/words/feature-sentence.ts';
import { keepTogether } from '../../../../shared/report/words/line-breaks.ts';
import { showMessage } from '../../../../shared/text/safe-text.ts';
import { Status } from '../ui/status.tsx';

/** What became of a feature, in words: verdict, change, what it looks like, and what the verdict rests on. */
export function FeatureSummary({ feature }: { readonly feature: FeatureReport }) {
  return (
    <>
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
    </>
  );
}

const TYPES: Readonly<Record<FeatureReport['type'], string>> = {
  numeric: 'a number',
  discrete: 'a number with few values',
  categorical: 'a category',
  boolean: 'yes or no',
};
