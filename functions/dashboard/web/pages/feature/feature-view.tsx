import { useMemo } from 'preact/hooks';
import type { FeatureReport, Picture } from '../../../../../shared/report/report.ts';
import { Cumulative } from '../../charts/cumulative.tsx';
import { Distribution } from '../../report/distribution.tsx';
import { FeatureNumbers } from '../../report/feature-numbers.tsx';
import { FeatureSummary } from '../../report/feature-summary.tsx';
import { pictureCurve } from '../../report/picture-curve.ts';

/** What changed in words, both pictures, and the figures beside them. */
export function FeatureView({ feature }: { readonly feature: FeatureReport }) {
  return (
    <>
      <FeatureSummary feature={feature} />
      <div class="feature-columns">
        <div>
          <Distribution feature={feature} heading="h2" />
          {feature.picture !== null && <Curve picture={feature.picture} />}
        </div>
        <section aria-labelledby="figures">
          <h2 id="figures">In figures</h2>
          <FeatureNumbers feature={feature} />
        </section>
      </div>
    </>
  );
}

function Curve({ picture }: { readonly picture: Picture }) {
  const curve = useMemo(() => pictureCurve(picture), [picture]);
  if (curve === null) return null;
  return (
    <>
      <h2>Share of values up to each value</h2>
      <Cumulative curve={curve} joined />
    </>
  );
}
