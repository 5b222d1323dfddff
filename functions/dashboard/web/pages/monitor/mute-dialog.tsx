import { useState } from 'preact/hooks';
import { pathOf } from '../../../wire/endpoint.ts';
import { muteMonitor } from '../../../wire/incidents.ts';
import { sendToApi } from '../../api-client.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { localMoment, momentOf } from './local-moment.ts';

const DAY_MS = 24 * 60 * 60_000;

/** Asks until when alerts are held back, and why. */
export function MuteDialog({ monitor, onClose }: { readonly monitor: string; readonly onClose: () => void }) {
  const [until, setUntil] = useState(() => localMoment(Date.now() + DAY_MS));
  const [reason, setReason] = useState('');
  const mute = async () => {
    const end = momentOf(until);
    if (end === null) throw new Error('Choose the day and the time at which alerts are sent again.');
    const path = pathOf(muteMonitor, { monitor });
    return (await sendToApi('PUT', path, muteMonitor.answer, { until: end, reason })).sentence;
  };
  return (
    <ConfirmDialog title="Mute alerts?" action="Mute alerts" onClose={onClose} onConfirm={mute}>
      <p>
        Until then alerts are kept in the list and not sent. Those that are critical, such as drift, are sent
        all the same. Everybody sees that alerts are muted, by whom, and why.
      </p>
      <Field label="Until" hint="At most 90 days from now.">
        {(input) => (
          <input
            {...input}
            type="datetime-local"
            value={until}
            onInput={({ currentTarget }) => setUntil(currentTarget.value)}
          />
        )}
      </Field>
      <Field label="Reason" hint="Such as: the supplier changes its format, files will be late.">
        {(input) => (
          <textarea
            {...input}
            rows={2}
            maxLength={500}
            value={reason}
            onInput={({ currentTarget }) => setReason(currentTarget.value)}
          />
        )}
      </Field>
    </ConfirmDialog>
  );
}
