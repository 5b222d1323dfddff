import { useState } from 'preact/hooks';
import type { BaselineItem, Champion } from '../../../wire/models.ts';
import type { MonitorSummary } from '../../../wire/monitors.ts';
import type { RetrainingItem } from '../../../wire/retrainings.ts';
import { RetrainDialog } from '../../model/retrain-dialog.tsx';
import { RollbackDialog } from '../../model/rollback-dialog.tsx';
import { OperateButton } from '../../ui/operate-button.tsx';

interface ChargeActionsProps {
  readonly summary: MonitorSummary;
  readonly champion: Champion;
  readonly retrainings: readonly RetrainingItem[];
  readonly baselines: readonly BaselineItem[];
}

/** Retrain, and roll back where something was in charge before; while a model is being trained that is said instead. */
export function ChargeActions({ summary, champion, retrainings, baselines }: ChargeActionsProps) {
  const { monitor, incident } = summary;
  const [asked, setAsked] = useState<'retrain' | 'rollback' | null>(null);
  const close = () => setAsked(null);
  const busy = retrainings.some(({ state }) => state === 'wanted' || state === 'trained');
  const { previous } = champion;
  return (
    <>
      {busy ? (
        <p class="quiet" role="status">
          A new model is being trained and compared with this one.
        </p>
      ) : null}
      <p class="buttons charge-actions on-screen">
        {!busy && <OperateButton onClick={() => setAsked('retrain')}>Retrain</OperateButton>}
        {previous !== null && <OperateButton onClick={() => setAsked('rollback')}>Roll back</OperateButton>}
      </p>
      {asked === 'retrain' && (
        <RetrainDialog monitor={monitor} rev={champion.rev} drifting={incident !== null} onClose={close} />
      )}
      {asked === 'rollback' && previous !== null && (
        <RollbackDialog
          monitor={monitor}
          champion={champion}
          previous={previous}
          baseline={baselines.find(({ version }) => version === previous.baseline) ?? null}
          onClose={close}
        />
      )}
    </>
  );
}
