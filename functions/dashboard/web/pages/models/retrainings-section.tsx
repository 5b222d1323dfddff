import { shorten } from '../../../../../shared/text/safe-text.ts';
import { modelPath, uploadPath } from '../../../paths.ts';
import type { RetrainingItem } from '../../../wire/retrainings.ts';
import { retrainingOutcome, TRIGGERS } from '../../model/retraining-words.ts';
import { LiveView } from '../../ui/live-view.tsx';
import { LocalTime } from '../../ui/local-time.tsx';
import { More } from '../../ui/more.tsx';
import { shortId } from '../../ui/short-id.ts';
import type { List } from '../../use-list.ts';

interface RetrainingsSectionProps {
  readonly monitor: string;
  readonly list: List<RetrainingItem>;
}

/** Every try to replace the model in charge: why, and how it ended. */
export function RetrainingsSection({ monitor, list }: RetrainingsSectionProps) {
  return (
    <section class="section" aria-labelledby="retrainings">
      <h2 id="retrainings">Retrainings</h2>
      <LiveView live={list.live} part>
        {(retrainings) =>
          retrainings.length === 0 ? (
            <p class="quiet">None so far. One begins when data has drifted and its labels have come.</p>
          ) : (
            <>
              <Retrainings monitor={monitor} retrainings={retrainings} />
              <More list={list} shown={retrainings.length} noun="retrainings" />
            </>
          )
        }
      </LiveView>
    </section>
  );
}

interface RetrainingsProps {
  readonly monitor: string;
  readonly retrainings: readonly RetrainingItem[];
}

function Retrainings({ monitor, retrainings }: RetrainingsProps) {
  const newest = retrainings[0]?.id;
  return (
    <dl class="pairs">
      {retrainings.map((retraining) => (
        <div key={retraining.id}>
          <dt>
            <LocalTime ms={retraining.requested} />
          </dt>
          <dd>
            {TRIGGERS[retraining.trigger]}:{' '}
            {lowerFirst(retrainingOutcome(retraining, retraining.id === newest))}.{' '}
            {retraining.trained !== null && (
              <a href={modelPath(monitor, retraining.trained.model)}>
                Model {shortId(retraining.trained.model)}
              </a>
            )}
            {retraining.state === 'waiting-for-labels' && retraining.id === newest && (
              <a href={uploadPath(monitor)}>Upload labels</a>
            )}
            <br />
            <span class="quiet small">Rows from {shorten(retraining.since.name)} on</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}

const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);
