import { modelPath } from '../../../paths.ts';
import { type BatchPredictions, downloadPredictions, type JudgedBatchItem } from '../../../wire/batches.ts';
import { addressOf } from '../../../wire/endpoint.ts';
import { shortId } from '../../ui/short-id.ts';
import { predictionWords } from './prediction-words.ts';

interface PredictionsProps {
  readonly monitor: string;
  readonly batch: JudgedBatchItem;
  readonly predictions: readonly BatchPredictions[];
}

/** What each model that has seen the batch predicts for it: the one in charge when it came, then those that followed. */
export function Predictions({ monitor, batch, predictions }: PredictionsProps) {
  if (predictions.length === 0) return null;
  const first = (model: string) => Number(model !== batch.model);
  const ordered = [...predictions].sort((a, b) => first(a.model) - first(b.model));
  return (
    <section class="section" aria-labelledby="predictions">
      <h2 id="predictions">What was predicted</h2>
      <dl class="pairs">
        {ordered.map((one) => (
          <div key={one.model}>
            <dt>
              <a href={modelPath(monitor, one.model)}>Model {shortId(one.model)}</a>
              <br />
              <span class="small">
                {one.model === batch.model ? 'in charge when the batch came' : 'took charge later'}
              </span>
            </dt>
            <dd>
              {predictionWords(one).join(' ')}{' '}
              {one.rows !== null && (
                <a
                  class="on-screen"
                  href={addressOf(downloadPredictions, { monitor, batch: batch.batchId, model: one.model })}
                  aria-label={`Predictions of model ${shortId(one.model)} as CSV`}
                >
                  CSV
                </a>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
