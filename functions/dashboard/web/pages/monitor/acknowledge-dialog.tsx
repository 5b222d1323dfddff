import { useState } from 'preact/hooks';
import { pathOf } from '../../../wire/endpoint.ts';
import { acknowledgeIncident, type IncidentItem } from '../../../wire/incidents.ts';
import { sendToApi } from '../../api-client.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Field } from '../../ui/field.tsx';

interface AcknowledgeDialogProps {
  readonly monitor: string;
  readonly incident: IncidentItem;
  readonly onClose: () => void;
}

/** Asks for a note, and writes down who looks after an incident. */
export function AcknowledgeDialog({ monitor, incident, onClose }: AcknowledgeDialogProps) {
  const [note, setNote] = useState('');
  const path = pathOf(acknowledgeIncident, { monitor, incident: incident.id });
  return (
    <ConfirmDialog
      title="Look after this incident?"
      action="I look after it"
      onClose={onClose}
      onConfirm={async () => (await sendToApi('POST', path, acknowledgeIncident.answer, { note })).sentence}
    >
      <p>
        Your name stands beside it for everybody to see. The incident stays open, and alerts go on, until
        batches are clean or a better model is in charge.
      </p>
      <Field label="Note (optional)" hint="What is known, or who is asked: at most 500 characters.">
        {(input) => (
          <textarea
            {...input}
            rows={3}
            maxLength={500}
            value={note}
            onInput={({ currentTarget }) => setNote(currentTarget.value)}
          />
        )}
      </Field>
    </ConfirmDialog>
  );
}
