import { type AnswerOf, pathOf } from '../../../wire/endpoint.ts';
import { getSettings } from '../../../wire/settings.ts';
import { LiveView } from '../../ui/live-view.tsx';
import { LocalTime } from '../../ui/local-time.tsx';
import { useLive } from '../../use-live.ts';
import { useTitle } from '../../use-title.ts';
import { SettingsForm } from './settings-form.tsx';

/** A monitor's settings: each explained, tried on the last batches, and saved with its consequences in view. */
export function SettingsPage({ monitor }: { readonly monitor: string }) {
  useTitle(`Settings – ${monitor}`);
  const live = useLive(pathOf(getSettings, { monitor }), getSettings.answer);
  return (
    <div class="page settings">
      <h1>Settings</h1>
      <LiveView live={live}>
        {(inForce) => (
          <>
            <p class="lead">{whence(inForce)}</p>
            <SettingsForm monitor={monitor} inForce={inForce} />
          </>
        )}
      </LiveView>
    </div>
  );
}

function whence({ uploaded }: AnswerOf<typeof getSettings>) {
  if (uploaded === null) return 'The defaults are in force. They are right for most; nothing has to be set.';
  return (
    <>
      In force since <LocalTime ms={uploaded} />.
    </>
  );
}
