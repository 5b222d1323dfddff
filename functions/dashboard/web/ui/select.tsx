import type { InputAttributes } from './field.tsx';

interface SelectProps<T extends string> {
  readonly value: T;
  readonly options: readonly (readonly [value: T, name: string])[];
  readonly onChange: (value: T) => void;
  /** From a `Field` around it; without one, `label` names it. */
  readonly input?: InputAttributes;
  readonly label?: string;
}

/** One of a few: values as the program knows them, names as people do. */
export function Select<T extends string>({ value, options, onChange, input, label }: SelectProps<T>) {
  return (
    <select
      {...input}
      aria-label={label}
      value={value}
      onChange={({ currentTarget }) => {
        const chosen = options.find(([one]) => one === currentTarget.value);
        if (chosen !== undefined) onChange(chosen[0]);
      }}
    >
      {options.map(([one, name]) => (
        <option key={one} value={one}>
          {name}
        </option>
      ))}
    </select>
  );
}
