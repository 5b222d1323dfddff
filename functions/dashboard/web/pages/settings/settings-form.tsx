import { useMemo, useState } from 'preact/hooks';
import { formatCount } from '../../../../../shared/report/words/numbers.ts';
import type { AnswerOf } from '../../../wire/endpoint.ts';
import type { getSettings } from '../../../wire/settings.ts';
import { Button } from '../../ui/button.tsx';
import { OperateButton } from '../../ui/operate-button.tsx';
import { useMe } from '../../use-me.ts';
import { changesOf, type Draft, draftOf, problemsOf, settingsOf } from './draft.ts';
import { PreviewSettings } from './preview-settings.tsx';
import { SaveSettings } from './save-settings.tsx';
import { SETTING_GROUPS, type SettingField } from './setting-fields.ts';
import { SettingInput } from './setting-input.tsx';

interface SettingsFormProps {
  readonly monitor: string;
  readonly inForce: AnswerOf<typeof getSettings>;
}

/** The form, with what is in force below what somebody has changed: what others save meanwhile shows at once. */
export function SettingsForm({ monitor, inForce: { settings: given, defaults } }: SettingsFormProps) {
  const base = useMemo(() => draftOf(given), [given]);
  const usual = useMemo(() => draftOf(defaults), [defaults]);
  const [edits, setEdits] = useState<Draft>(new Map());
  const [asking, setAsking] = useState(false);
  const viewer = useMe()?.may === 'view';

  const draft = useMemo(() => new Map([...base, ...edits]), [base, edits]);
  const settings = useMemo(() => settingsOf(draft, defaults), [draft, defaults]);
  const problems = problemsOf(settings);
  const changes = changesOf(base, draft);
  const plain = draft.get('rule') === 'plain-ks';
  const isAsked = ({ path }: SettingField) => !(plain && UNUSED_BY_PLAIN.includes(path));
  return (
    <>
      <form
        class="settings-form"
        aria-label="Settings"
        onSubmit={(event) => {
          event.preventDefault();
          if (changes.length > 0 && problems.size === 0 && !viewer) setAsking(true);
        }}
      >
        {SETTING_GROUPS.map(({ title, fields }) => (
          <fieldset key={title}>
            <legend>{title}</legend>
            <div class="settings-fields">
              {fields.filter(isAsked).map((field) => (
                <SettingInput
                  key={field.path}
                  field={field}
                  value={draft.get(field.path) ?? ''}
                  defaultValue={usual.get(field.path) ?? ''}
                  error={problems.get(field.path)}
                  onChange={(value) => setEdits(new Map([...edits, [field.path, value]]))}
                />
              ))}
            </div>
          </fieldset>
        ))}
        <div class="settings-save">
          <p class="buttons">
            {viewer ? (
              <OperateButton onClick={() => undefined}>Save</OperateButton>
            ) : (
              <Button look="primary" type="submit" disabled={changes.length === 0 || problems.size > 0}>
                Save
              </Button>
            )}
            {changes.length > 0 && (
              <Button look="quiet" onClick={() => setEdits(new Map())}>
                Undo the changes
              </Button>
            )}
            <span class="quiet small" role="status">
              {stateOf(changes.length, problems.size)}
            </span>
          </p>
        </div>
      </form>
      <PreviewSettings monitor={monitor} settings={settings} valid={problems.size === 0} />
      {asking && (
        <SaveSettings
          monitor={monitor}
          changes={changes}
          settings={settings}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}

/** The plain rule looks at raw p-values alone. */
const UNUSED_BY_PLAIN = ['minEffect', 'correction'];

function stateOf(changes: number, problems: number): string {
  if (problems > 0) return `${formatCount(problems)} ${problems === 1 ? 'setting' : 'settings'} to mend.`;
  if (changes > 0) return `${formatCount(changes)} ${changes === 1 ? 'change' : 'changes'}, not saved.`;
  return 'As in force.';
}
