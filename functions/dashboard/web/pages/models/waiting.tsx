import { useState } from 'preact/hooks';
import { modelPath } from '../../../paths.ts';
import type { MonitorSummary } from '../../../wire/monitors.ts';
import type { RetrainingItem } from '../../../wire/retrainings.ts';
import { baselineName } from '../../model/baseline-words.ts';
import { CandidateDialog } from '../../model/candidate-dialog.tsx';
import { comparisonInShort, lossOnOldRows } from '../../model/comparison-words.ts';
import { PromoteDialog } from '../../model/promote-dialog.tsx';
import { OperateButton } from '../../ui/operate-button.tsx';
import { shortId } from '../../ui/short-id.ts';
import { Status } from '../../ui/status.tsx';

interface WaitingProps {
  readonly summary: MonitorSummary;
  readonly retrainings: readonly RetrainingItem[];
}

/** What waits for a person to decide: a better model, a newer baseline. Nothing is shown where nothing waits. */
export function Waiting({ summary, retrainings }: WaitingProps) {
  const { monitor, champion, candidate } = summary;
  const [asked, setAsked] = useState<'model' | 'baseline' | null>(null);
  const close = () => setAsked(null);
  const trained = retrainings.find(({ state }) => state === 'waiting-for-approval')?.trained ?? null;
  if (champion === null || (trained === null && candidate === null)) return null;
  const { rev } = champion;
  return (
    <>
      {trained !== null && (
        <section class="waits" aria-labelledby="waits-model">
          <h2 id="waits-model">
            <Status tone="alarm" word="A better model waits for approval" />
          </h2>
          <p>{comparisonInShort(trained)}.</p>
          <OldWorld trained={trained} />
          <p class="buttons">
            <OperateButton look="primary" onClick={() => setAsked('model')}>
              Put model {shortId(trained.model)} in charge
            </OperateButton>
            <a href={modelPath(monitor, trained.model)}>See all the evidence</a>
          </p>
        </section>
      )}
      {candidate !== null && (
        <section class="waits" aria-labelledby="waits-baseline">
          <h2 id="waits-baseline">
            <Status tone="alarm" word="A newer baseline waits" />
          </h2>
          <p>
            {baselineName(candidate)}. It does not take charge by itself, as a model depends on the baseline
            in charge. Put it there if it is what data should look like from now on.
          </p>
          <p class="buttons">
            <OperateButton onClick={() => setAsked('baseline')}>
              Put the newer baseline in charge
            </OperateButton>
          </p>
        </section>
      )}
      {asked === 'model' && trained !== null && (
        <PromoteDialog monitor={monitor} rev={rev} trained={trained} onClose={close} />
      )}
      {asked === 'baseline' && candidate !== null && (
        <CandidateDialog monitor={monitor} rev={rev} candidate={candidate} onClose={close} />
      )}
    </>
  );
}

function OldWorld({ trained }: { readonly trained: NonNullable<RetrainingItem['trained']> }) {
  const words = lossOnOldRows(trained.comparison);
  return words === null ? null : <p class="quiet small">{words}</p>;
}
