import { formatCount } from '../../../../shared/report/words/numbers.ts';
import { shorten } from '../../../../shared/text/safe-text.ts';
import { pathOf } from '../../wire/endpoint.ts';
import { promote } from '../../wire/models.ts';
import type { RetrainingItem } from '../../wire/retrainings.ts';
import { sendToApi } from '../api-client.ts';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { shortId } from '../ui/short-id.ts';
import { comparisonInShort, lossOnOldRows } from './comparison-words.ts';

interface PromoteDialogProps {
  readonly monitor: string;
  /** What is in charge, as the reader saw it. */
  readonly rev: number;
  readonly trained: NonNullable<RetrainingItem['trained']>;
  readonly onClose: () => void;
}

/** Before a challenger takes charge: the evidence once more, and what follows. */
export function PromoteDialog({ monitor, rev, trained, onClose }: PromoteDialogProps) {
  const { model, passed, comparison, labelledRows } = trained;
  const loss = lossOnOldRows(comparison);
  return (
    <ConfirmDialog
      title={`Put model ${shortId(model)} in charge?`}
      action="Put in charge"
      onConfirm={async () => {
        const { sentence } = await sendToApi('POST', pathOf(promote, { monitor }), promote.answer, {
          model,
          rev,
        });
        return sentence;
      }}
      onClose={onClose}
    >
      <p>{comparisonInShort(trained)}.</p>
      {!passed && (
        <p class="confirm-refusal">
          It is not surely better than the model in charge: what looks like a gain may be luck.
        </p>
      )}
      {loss !== null && <p class="quiet">{loss}</p>}
      <p>What will happen:</p>
      <ul>
        <li>It predicts for {shorten(monitor)} from now on, and predicts the newest batch once more.</li>
        <li>
          New batches are compared with the {formatCount(labelledRows)} labelled rows since the drift began,
          no longer with the baseline before.
        </li>
        <li>An open incident ends.</li>
        <li>Nothing is deleted: you can roll back at any time.</li>
      </ul>
    </ConfirmDialog>
  );
}
