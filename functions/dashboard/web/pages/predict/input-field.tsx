import { useId } from 'preact/hooks';
import { safeText, showName } from '../../../../../shared/text/safe-text.ts';
import type { PredictInput } from '../../../wire/predict.ts';
import { Field, type InputAttributes } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import { LEVELS_LISTED_MAX, noteOf, usualWords } from './row-values.ts';

interface InputFieldProps {
  readonly input: PredictInput;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** One input of the model: a number with its usual range, or a choice of what the baseline has. */
export function InputField({ input, value, onChange }: InputFieldProps) {
  const note = noteOf(input, value);
  const hint = (
    <>
      {usualWords(input)}
      {note !== null && <span class="input-note">{note}</span>}
    </>
  );
  const { levels, range } = input;
  return (
    <Field label={showName(input.name)} hint={hint}>
      {(attributes) =>
        range === null && levels.length > 0 && levels.length < LEVELS_LISTED_MAX ? (
          <Select
            input={attributes}
            value={value}
            options={[
              ...levels.map((level) => [level.value, safeText(level.value) || '(empty)'] as const),
              ['', '(missing)'],
            ]}
            onChange={onChange}
          />
        ) : (
          <TextInput attributes={attributes} input={input} value={value} onChange={onChange} />
        )
      }
    </Field>
  );
}

function TextInput({
  attributes,
  input: { range, levels },
  value,
  onChange,
}: InputFieldProps & { readonly attributes: InputAttributes }) {
  const listId = useId();
  return (
    <>
      <input
        {...attributes}
        type="text"
        inputMode={range === null ? 'text' : 'decimal'}
        autocomplete="off"
        list={levels.length > 0 ? listId : undefined}
        value={value}
        onInput={({ currentTarget }) => onChange(currentTarget.value)}
      />
      {levels.length > 0 && (
        <datalist id={listId}>
          {levels.map((level) => (
            <option key={level.value} value={level.value} />
          ))}
        </datalist>
      )}
    </>
  );
}
