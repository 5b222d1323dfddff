import type { ComponentChildren } from 'preact';
import type { FeatureReport } from '../../../../shared/report/report.ts';
import { Distribution } from './distribution.tsx';
import { FeatureNumbers } from './feature-numbers.tsx';
import { FeatureSummary } from './feature-summary.tsx';

interface FeatureDetailProps {
  readonly feature: FeatureReport;
  /** Further pictures, such as the cumulative distributions. */
  readonly children?: ComponentChildren;
}

/** All about one feature: what changed, how it looks, and the figures with their meaning. */
export function FeatureDetail({ feature, children }: FeatureDetailProps) {
  return (
    <div class="feature-detail">
      <FeatureSummary feature={feature} />
      <Distribution feature={feature} />
      {children}
      <h3>In figures</h3>
      <FeatureNumbers feature={feature} />
    </div>
  );
}
