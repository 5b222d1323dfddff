import { shorten } from '../../../../../shared/text/safe-text.ts';
import { pathOf } from '../../../wire/endpoint.ts';
import { putSettings } from '../../../wire/settings.ts';
import { sendToApi } from '../../api-client.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { consequencesOf } from './consequences.ts';
import type { Change } from './draft.ts';

interface SaveSettingsProps {
  readonly monitor: string;
  readonly changes: readonly Change[];
  readonly settings: Readonly<Record<string, unknown>>;
  readonly onClose: () => void;
}

/** What changes, and what follows from it, before it is so. */
export function SaveSettings({ monitor, changes, settings, onClose }: SaveSettingsProps) {
  const save = async () => {
    const path = pathOf(putSettings, { monitor });
    return (await sendToApi('PUT', path, putSettings.answer, settings)).sentence;
  };
  return (
    <ConfirmDialog
      title={`Change the settings of ${monitor}?`}
      action="Save"
      onConfirm={save}
      onClose={onClose}
    >
      <dl class="pairs">
        {changes.map(({ field, before, after }) => (
          <div key={field.path}>
            <dt>{field.label}</dt>
            <dd>
              {shown(field, before)} → <b>{shown(field, after)}</b>
            </dd>
          </div>
        ))}
      </dl>
      {consequencesOf(changes).map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
    </ConfirmDialog>
  );
}

function shown({ input }: Change['field'], text: string): string {
  if (text.trim() === '') return 'none';
  const name = typeof input === 'string' ? undefined : input.find(([value]) => value === text)?.[1];
  return shorten(name ?? text.trim().replaceAll('\n', ', '), 200);
}
