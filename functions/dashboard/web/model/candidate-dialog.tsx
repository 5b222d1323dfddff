import { pathOf } from '../../wire/endpoint.ts';
import { type BaselineItem, promote } from '../../wire/models.ts';
import { sendToApi } from '../api-client.ts';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { baselineName } from './baseline-words.ts';

interface CandidateDialogProps {
  readonly monitor: string;
  /** What is in charge, as the reader saw it. */
  readonly rev: number;
  readonly candidate: BaselineItem;
  readonly onClose: () => void;
}

/** Before a newer baseline takes charge. */
export function CandidateDialog({ monitor, rev, candidate, onClose }: CandidateDialogProps) {
  return (
    <ConfirmDialog
      title="Put the newer baseline in charge?"
      action="Put in charge"
      onConfirm={async () => {
        const body = { baseline: candidate.version, rev };
        const { sentence } = await sendToApi('POST', pathOf(promote, { monitor }), promote.answer, body);
        return sentence;
      }}
      onClose={onClose}
    >
      <p>What will happen:</p>
      <ul>
        <li>New batches are compared with it: {baselineName(candidate)}.</li>
        <li>
          {candidate.label === null
            ? 'It names no column with answers: there will be no model, and so no predictions.'
            : 'A model learned from it predicts in place of the one in charge; it is trained first, if there is none yet.'}
        </li>
        <li>Nothing is deleted: you can roll back at any time.</li>
      </ul>
    </ConfirmDialog>
  );
}
