import { pathOf } from '../../wire/endpoint.ts';
import { retrain } from '../../wire/models.ts';
import { sendToApi } from '../api-client.ts';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';

interface RetrainDialogProps {
  readonly monitor: string;
  /** What is in charge, as the reader saw it. */
  readonly rev: number;
  /** Whether there is drift that it is to end. */
  readonly drifting: boolean;
  readonly onClose: () => void;
}

/** Before a retraining by hand. */
export function RetrainDialog({ monitor, rev, drifting, onClose }: RetrainDialogProps) {
  const since = drifting ? 'the drift began' : 'the baseline was uploaded';
  return (
    <ConfirmDialog
      title="Retrain the model?"
      action="Retrain"
      onConfirm={async () => {
        const { sentence } = await sendToApi('POST', pathOf(retrain, { monitor }), retrain.answer, { rev });
        return sentence;
      }}
      onClose={onClose}
    >
      <p>What will happen:</p>
      <ul>
        <li>A new model learns from the rows since {since} whose answers are known.</li>
        <li>It is compared with the model in charge on new rows that neither has learned from.</li>
        <li>
          It takes charge only if it is surely better; if the settings ask for approval, it waits for you.
          Otherwise nothing changes.
        </li>
        <li>If there are too few labelled rows you will see here how many are missing.</li>
      </ul>
    </ConfirmDialog>
  );
}
