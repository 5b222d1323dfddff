import { shorten, showMessage } from '../../../../shared/text/safe-text.ts';
import type { MonitorCard } from '../../wire/monitors.ts';
import { LocalTime } from '../ui/local-time.tsx';

/** That alerts are held back, until when, and why: nobody should have to wonder about the silence. */
export function MuteNote({ muted }: { readonly muted: NonNullable<MonitorCard['muted']> }) {
  return (
    <p class="mute-note">
      <b>Alerts are muted</b> until <LocalTime ms={muted.until} /> by {shorten(muted.by)}:{' '}
      {showMessage(muted.reason)} Critical ones, such as drift, are sent all the same.
    </p>
  );
}
