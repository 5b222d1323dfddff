import { useRef, useState } from 'preact/hooks';
import { MONITOR_NAME, MONITOR_NAME_WORDS } from '../../../../../shared/text/monitor-name.ts';
import { uploadPath } from '../../../paths.ts';
import { pathOf } from '../../../wire/endpoint.ts';
import { getMonitor } from '../../../wire/monitors.ts';
import type { UploadKind } from '../../../wire/uploads.ts';
import { navigate } from '../../navigation.ts';
import { Field } from '../../ui/field.tsx';
import { useLive } from '../../use-live.ts';
import { useTitle } from '../../use-title.ts';
import { Places } from './places.tsx';
import { transfers } from './transfers.ts';

/** A monitor is made by its first file: its name is all that has to be thought of. */
export function NewMonitorPage() {
  useTitle('New monitor');
  const [name, setName] = useState('');
  const [error, setError] = useState<string>();
  const input = useRef<HTMLInputElement>(null);
  const known = useKnown(MONITOR_NAME.test(name) ? name : null);

  const add = (kind: UploadKind, file: File) => {
    const problem = problemOf(name);
    setError(problem);
    if (problem !== undefined) return input.current?.focus();
    transfers.add({ monitor: name, kind, file });
    navigate(uploadPath(name), { replace: true });
  };
  return (
    <div class="page">
      <h1>A new monitor</h1>
      <p class="lead">
        A monitor watches one model. Name it, then upload the data that the model learned from: that is all.
      </p>
      <div class="monitor-name">
        <Field
          label="Name of the monitor"
          hint={
            known ? (
              <>
                There is a monitor of this name: files go to it. <a href={uploadPath(name)}>Its own page</a>
              </>
            ) : (
              'Such as churn or credit-risk: small letters, digits and hyphens.'
            )
          }
          error={error}
        >
          {(attributes) => (
            <input
              {...attributes}
              ref={input}
              type="text"
              autocomplete="off"
              autocapitalize="off"
              spellcheck={false}
              value={name}
              onInput={({ currentTarget }) => {
                setName(currentTarget.value);
                setError(undefined);
              }}
              onBlur={() => name !== '' && setError(problemOf(name))}
            />
          )}
        </Field>
      </div>
      <Places monitor={MONITOR_NAME.test(name) ? name : ''} known={null} onFile={add} />
    </div>
  );
}

function problemOf(name: string): string | undefined {
  if (MONITOR_NAME.test(name)) return undefined;
  return name === '' ? 'Name the monitor first.' : `“${name}” cannot be its name: ${MONITOR_NAME_WORDS}.`;
}

/** Whether there is a monitor of the name. */
function useKnown(name: string | null): boolean {
  const path = name === null ? null : pathOf(getMonitor, { monitor: name });
  const live = useLive(path, getMonitor.answer);
  return live.state === 'ready' && live.data.monitor === name;
}
