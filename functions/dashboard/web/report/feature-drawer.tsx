import type { ComponentChildren } from 'preact';
import type { FeatureReport } from '../../../../shared/report/report.ts';
import { showName } from '../../../../shared/text/safe-text.ts';
import { Dialog } from '../ui/dialog.tsx';
import { FeatureDetail } from './feature-detail.tsx';

interface FeatureDrawerProps {
  /** In the report's order. */
  readonly features: readonly FeatureReport[];
  readonly feature: FeatureReport;
  readonly onOpen: (feature: FeatureReport) => void;
  readonly onClose: () => void;
  /** Further pictures of this feature. */
  readonly children?: ComponentChildren;
}

/** One feature beside the report, with ways to the stronger and the weaker one. */
export function FeatureDrawer({ features, feature, onOpen, onClose, children }: FeatureDrawerProps) {
  const place = features.indexOf(feature);
  const step = (to: number, word: string, arrow: string) => (
    <button
      type="button"
      class="button step"
      aria-label={word}
      disabled={features[to] === undefined}
      onClick={() => features[to] && onOpen(features[to])}
    >
      {arrow}
    </button>
  );
  return (
    <Dialog
      title={showName(feature.name)}
      shape="drawer"
      onClose={onClose}
      tools={
        <span class="steps">
          {step(place - 1, 'Previous feature', '↑')}
          {step(place + 1, 'Next feature', '↓')}
        </span>
      }
    >
      <FeatureDetail feature={feature}>{children}</FeatureDetail>
    </Dialog>
  );
}
