import { useMemo } from 'preact/hooks';
import { shorten } from '../../../../../shared/text/safe-text.ts';
import { pathOf } from '../../../wire/endpoint.ts';
import { getMonitor } from '../../../wire/monitors.ts';
import type { Live } from '../../live-resource.ts';
import { baselinesOf, modelsOf, retrainingsOf } from '../../model/lists.ts';
import { LiveView } from '../../ui/live-view.tsx';
import { useList } from '../../use-list.ts';
import { useLive } from '../../use-live.ts';
import { useTitle } from '../../use-title.ts';
import { BaselinesSection } from './baselines-section.tsx';
import { InCharge } from './in-charge.tsx';
import { RetrainingsSection } from './retrainings-section.tsx';
import { VersionsSection } from './versions-section.tsx';
import { Waiting } from './waiting.tsx';

/** Which model is in charge, what waits for somebody, and how it all came about. */
export function ModelsPage({ monitor }: { readonly monitor: string }) {
  useTitle(`Models of ${shorten(monitor)}`);
  const live = useLive(pathOf(getMonitor, { monitor }), getMonitor.answer);
  const models = useList(useMemo(() => modelsOf(monitor), [monitor]));
  const retrainings = useList(useMemo(() => retrainingsOf(monitor), [monitor]));
  const baselines = useList(useMemo(() => baselinesOf(monitor), [monitor]));
  const known = {
    models: dataOf(models.live),
    retrainings: dataOf(retrainings.live),
    baselines: dataOf(baselines.live),
  };
  return (
    <div class="page">
      <h1>Models</h1>
      <LiveView live={live}>
        {(summary) => (
          <>
            <Waiting summary={summary} retrainings={known.retrainings} />
            <InCharge summary={summary} {...known} />
            <VersionsSection
              monitor={monitor}
              list={models}
              champion={summary.champion}
              retrainings={known.retrainings}
              baselines={known.baselines}
            />
            <RetrainingsSection monitor={monitor} list={retrainings} />
            <BaselinesSection list={baselines} />
          </>
        )}
      </LiveView>
    </div>
  );
}

/** What has been read so far. */
const dataOf = <T,>(live: Live<readonly T[]>): readonly T[] => (live.state === 'ready' ? live.data : []);
