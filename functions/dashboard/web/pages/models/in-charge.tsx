import { formatCount, formatShare } from '../../../../../shared/report/words/numbers.ts';
import { shorten } from '../../../../../shared/text/safe-text.ts';
import { modelPath } from '../../../paths.ts';
import type { BaselineItem, ModelItem } from '../../../wire/models.ts';
import type { MonitorSummary } from '../../../wire/monitors.ts';
import type { RetrainingItem } from '../../../wire/retrainings.ts';
import { baselineName } from '../../model/baseline-words.ts';
import { shortId } from '../../ui/short-id.ts';
import { ChargeActions } from './charge-actions.tsx';
import { NoModel } from './no-model.tsx';

interface InChargeProps {
  readonly summary: MonitorSummary;
  readonly models: readonly ModelItem[];
  readonly retrainings: readonly RetrainingItem[];
  readonly baselines: readonly BaselineItem[];
}

/** The model in charge: what it is, how good it was, what data is compared with; and what can be done about it. */
export function InCharge({ summary, models, retrainings, baselines }: InChargeProps) {
  const { monitor, model, baseline, champion } = summary;
  if (model === null || champion === null) return <NoModel summary={summary} models={models} />;
  const { accuracy } = model.metrics;
  return (
    <section aria-labelledby="in-charge" class="in-charge">
      <h2 id="in-charge">
        In charge: <a href={modelPath(monitor, model.version)}>model {shortId(model.version)}</a>
      </h2>
      <dl class="figures">
        {accuracy !== undefined && (
          <div>
            <dt>Right on rows it had not seen</dt>
            <dd>{formatShare(accuracy)}</dd>
          </div>
        )}
        {model.rows !== null && (
          <div>
            <dt>Rows learned from</dt>
            <dd>{formatCount(model.rows)}</dd>
          </div>
        )}
        <div>
          <dt>Answers it can give</dt>
          <dd>{formatCount(model.classes.length)}</dd>
        </div>
      </dl>
      <p>
        It predicts <b>{shorten(model.label)}</b>.{' '}
        {baseline !== null && <>New batches are compared with {baselineName(baseline)}.</>}
      </p>
      <ChargeActions summary={summary} champion={champion} retrainings={retrainings} baselines={baselines} />
    </section>
  );
}
