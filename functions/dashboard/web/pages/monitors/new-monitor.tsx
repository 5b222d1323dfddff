import { useState } from 'preact/hooks';
import { uploadPath } from '../../../paths.ts';
import { navigate } from '../../navigation.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { useMe } from '../../use-me.ts';
import { monitorNameOf } from './monitor-name.ts';

/** A name, and on to the page where the monitor's first file is uploaded: that file makes it. */
export function NewMonitor() {
  const [text, setText] = useState('');
  const [asked, setAsked] = useState(false);
  const me = useMe();
  if (me?.may === 'view') return <p class="quiet">An operator makes a monitor by uploading its baseline.</p>;
  const name = monitorNameOf(text);
  const error = asked && name === '' ? 'A name needs a letter from a to z or a digit.' : undefined;
  return (
    <form
      class="new-monitor"
      onSubmit={(event) => {
        event.preventDefault();
        setAsked(true);
        if (name !== '') navigate(uploadPath(name));
      }}
    >
      <Field
        label="What the model is called"
        hint={name !== '' && name !== text ? `It will be called ${name}.` : 'Such as churn, or credit-risk.'}
        error={error}
      >
        {(input) => (
          <input
            {...input}
            type="text"
            autocomplete="off"
            maxLength={120}
            value={text}
            onInput={({ currentTarget }) => setText(currentTarget.value)}
          />
        )}
      </Field>
      <Button type="submit">Upload its baseline</Button>
    </form>
  );
}
