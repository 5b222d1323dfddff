import { shorten } from '../../../../shared/text/safe-text.ts';
import { pathOf } from '../../wire/endpoint.ts';
import { type BaselineItem, type Champion, rollback } from '../../wire/models.ts';
import { sendToApi } from '../api-client.ts';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { shortId } from '../ui/short-id.ts';
import { baselineName } from './baseline-words.ts';

interface RollbackDialogProps {
  readonly monitor: string;
  readonly champion: Champion;
  readonly previous: NonNullable<Champion['previous']>;
  /** The baseline to go back to; null where it is not known here. */
  readonly baseline: BaselineItem | null;
  readonly onClose: () => void;
}

/** Before what was in charge takes charge again. */
export function RollbackDialog({ monitor, champion, previous, baseline, onClose }: RollbackDialogProps) {
  const { model, rev } = champion;
  return (
    <ConfirmDialog
      title="Roll back?"
      action="Roll back"
      onConfirm={async () => {
        const { sentence } = await sendToApi('POST', pathOf(rollback, { monitor }), rollback.answer, { rev });
        return sentence;
      }}
      onClose={onClose}
    >
      <p>What will happen:</p>
      <ul>
        <li>
          {previous.model === null
            ? 'The baseline before takes charge again, with a model as soon as there is one for it.'
            : `Model ${shortId(previous.model)} predicts for ${shorten(monitor)} again${model === null ? '' : `, in place of ${shortId(model)}`}, and predicts the newest batch once more.`}
        </li>
        <li>
          New batches are compared with the baseline from before
          {baseline !== null && ` (${baselineName(baseline)})`}. If the data is still as it is now, expect an
          alert.
        </li>
        <li>Nothing is deleted: rolling back once more undoes this.</li>
      </ul>
    </ConfirmDialog>
  );
}
