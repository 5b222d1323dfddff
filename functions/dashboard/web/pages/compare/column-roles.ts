import type { ColumnType, SettingsInput } from '../../../../../shared/config/settings.ts';
import { looksLikeLabel } from '../../../../../shared/csv/column-roles.ts';

/** What a column is for. `auto`: its name and its values decide. */
export type Role = 'auto' | 'label' | 'id' | 'timestamp' | 'ignore';

/** What the reader said of one column. */
export interface ColumnChoice {
  readonly role: Role;
  readonly type: ColumnType | 'auto';
}

/** What the reader said, by column; a column that is not in it is left to the engine. */
export type ColumnChoices = ReadonlyMap<string, ColumnChoice>;

const UNTOUCHED: ColumnChoice = { role: 'auto', type: 'auto' };

export const choiceOf = (choices: ColumnChoices, column: string): ColumnChoice =>
  choices.get(column) ?? UNTOUCHED;

/** One choice more. Label, id and timestamp are one column each: whoever was it before is none. */
export function chooseColumn(
  choices: ColumnChoices,
  column: string,
  change: Partial<ColumnChoice>,
): ColumnChoices {
  const next = new Map(choices);
  const choice = { ...choiceOf(choices, column), ...change };
  if (choice.role !== 'auto' && choice.role !== 'ignore') {
    for (const [name, other] of next)
      if (other.role === choice.role) next.set(name, { ...other, role: 'auto' });
  }
  next.set(column, choice);
  return next;
}

/** The choices as settings. A type says nothing of a column that is not tested. */
export function columnSettings(
  choices: ColumnChoices,
): Pick<SettingsInput, 'label' | 'id' | 'timestamp' | 'ignore' | 'types'> {
  const all = [...choices];
  const withRole = (role: Role) => all.find(([, choice]) => choice.role === role)?.[0];
  const [label, id, timestamp] = [withRole('label'), withRole('id'), withRole('timestamp')];
  const types = all.flatMap(([name, { role, type }]) =>
    role === 'auto' && type !== 'auto' ? [[name, type]] : [],
  );
  return {
    ...(label !== undefined && { label }),
    ...(id !== undefined && { id }),
    ...(timestamp !== undefined && { timestamp }),
    ignore: all.filter(([, { role }]) => role === 'ignore').map(([name]) => name),
    types: Object.fromEntries(types),
  };
}

/** The column that the engine takes for the label when nobody names one; null when there is none. */
export function inferredLabel(columns: readonly string[], choices: ColumnChoices): string | null {
  if ([...choices.values()].some(({ role }) => role === 'label')) return null;
  const candidate = (name: string) => {
    const { role, type } = choiceOf(choices, name);
    return role === 'auto' && type === 'auto' && looksLikeLabel(name);
  };
  return columns.find(candidate) ?? null;
}
