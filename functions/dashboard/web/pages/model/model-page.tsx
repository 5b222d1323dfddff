import { useMemo } from 'preact/hooks';
import { shorten, showMessage } from '../../../../../shared/text/safe-text.ts';
import { modelsPath } from '../../../paths.ts';
import { pathOf } from '../../../wire/endpoint.ts';
import { getModel, listModels } from '../../../wire/models.ts';
import { retrainingsOf } from '../../model/lists.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { LiveView } from '../../ui/live-view.tsx';
import { LocalTime } from '../../ui/local-time.tsx';
import { shortId } from '../../ui/short-id.ts';
import { useList } from '../../use-list.ts';
import { useLive } from '../../use-live.ts';
import { useTitle } from '../../use-title.ts';
import { EvidenceSection } from './evidence-section.tsx';
import { Importance } from './importance.tsx';
import { Lineage } from './lineage.tsx';
import { ModelCard } from './model-card.tsx';
import { ModelStanding } from './model-standing.tsx';
import { Quality } from './quality.tsx';

interface ModelPageProps {
  readonly monitor: string;
  readonly version: string;
}

/** One version of a model: how good it is, whether it is better than the one before it, and where it comes from. */
export function ModelPage({ monitor, version }: ModelPageProps) {
  useTitle(`Model ${shortId(version)} of ${shorten(monitor)}`);
  const live = useLive(pathOf(getModel, { monitor, model: version }), getModel.answer);
  const newest = useLive(pathOf(listModels, { monitor }, { limit: 1 }), listModels.answer);
  const retrainings = useList(useMemo(() => retrainingsOf(monitor), [monitor]));
  const champion = newest.state === 'ready' ? newest.data.champion : null;
  const tries = retrainings.live.state === 'ready' ? retrainings.live.data : [];
  return (
    <div class="page">
      <BackLink href={modelsPath(monitor)}>Models of {shorten(monitor)}</BackLink>
      <h1>Model {shortId(version)}</h1>
      <LiveView live={live}>
        {({ model, evaluation, evidence, importance, lineage, card }) => (
          <>
            <ModelStanding
              monitor={monitor}
              model={model}
              champion={champion}
              retraining={tries.find(({ id }) => id === model.retraining) ?? null}
            />
            <p class="lead">
              It predicts <b>{shorten(model.label)}</b>
              {model.rows === null ? '. ' : `, and learned from ${model.rows.toLocaleString('en-US')} rows. `}
              <span class="quiet">
                Asked for <LocalTime ms={model.requested} />.
              </span>
            </p>
            {model.refusal !== null && <p class="refusal">{showMessage(model.refusal)}</p>}
            {model.rows === null && model.refusal === null && (
              <p class="section quiet" role="status">
                It is being trained; what can be said of it appears here by itself.
              </p>
            )}
            {evidence !== null && <EvidenceSection evidence={evidence} />}
            {evaluation !== null && <Quality evaluation={evaluation} classes={model.classes} />}
            {importance.length > 0 && <Importance inputs={importance} />}
            <Lineage lineage={lineage} />
            {card !== null && <ModelCard card={card} name={`${monitor}-${shortId(version)}-card.md`} />}
          </>
        )}
      </LiveView>
    </div>
  );
}
