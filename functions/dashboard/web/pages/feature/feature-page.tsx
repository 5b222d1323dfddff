import { shorten, showName } from '../../../../../shared/text/safe-text.ts';
import { batchPath } from '../../../paths.ts';
import { getFeature } from '../../../wire/batches.ts';
import { pathOf } from '../../../wire/endpoint.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { LiveView } from '../../ui/live-view.tsx';
import { useLive } from '../../use-live.ts';
import { useTitle } from '../../use-title.ts';
import { FeatureHistory } from './feature-history.tsx';
import { FeatureSteps } from './feature-steps.tsx';
import { FeatureView } from './feature-view.tsx';

interface FeaturePageProps {
  readonly monitor: string;
  readonly batch: string;
  readonly feature: string;
}

/** One feature of one batch, with all that is known of it, and how it fared in the other batches. */
export function FeaturePage({ monitor, batch, feature: name }: FeaturePageProps) {
  const live = useLive(pathOf(getFeature, { monitor, batch }, { feature: name }), getFeature.answer);
  const known = live.state === 'ready' ? live.data : null;
  useTitle(showName(name));
  return (
    <div class="page feature-page">
      <BackLink href={batchPath(monitor, batch)}>
        {known === null ? 'Report' : `Report on ${shorten(known.batch.file.name)}`}
      </BackLink>
      <header class="feature-head">
        <h1>{showName(name)}</h1>
        {known !== null && <FeatureSteps monitor={monitor} batch={batch} answer={known} />}
      </header>
      <LiveView live={live}>
        {({ feature }) => (
          <>
            <FeatureView feature={feature} />
            <FeatureHistory monitor={monitor} batch={batch} feature={feature} />
          </>
        )}
      </LiveView>
    </div>
  );
}
