import { Field } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import type { SettingField } from './setting-fields.ts';

interface SettingInputProps {
  readonly field: SettingField;
  readonly value: string;
  /** As text; empty where there is none. */
  readonly defaultValue: string;
  readonly error: string | undefined;
  readonly onChange: (value: string) => void;
}

/** One setting with what it is for. */
export function SettingInput({ field, value, defaultValue, error, onChange }: SettingInputProps) {
  const { label, about, input } = field;
  const usual = typeof input === 'string' ? defaultValue : '';
  const hint = usual === '' || usual === value ? about : `${about} Usually ${usual}.`;
  return (
    <Field label={label} hint={hint} error={error}>
      {(attributes) => {
        if (typeof input !== 'string') {
          return <Select input={attributes} value={value} options={input} onChange={onChange} />;
        }
        const shared = { ...attributes, value, spellcheck: false };
        if (input === 'list' || input === 'types') {
          return (
            <textarea
              {...shared}
              rows={Math.min(8, Math.max(2, value.split('\n').length + 1))}
              onInput={({ currentTarget }) => onChange(currentTarget.value)}
            />
          );
        }
        return (
          <input
            {...shared}
            type="text"
            inputMode={input === 'number' ? 'decimal' : 'text'}
            autocomplete="off"
            onInput={({ currentTarget }) => onChange(currentTarget.value)}
          />
        );
      }}
    </Field>
  );
}
