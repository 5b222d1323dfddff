import type { BaselineProfile } from '../../shared/profile/profile.ts';
import { nearNames } from '../../shared/text/near-names.ts';
import { UsageError } from './usage-error.ts';

/** The options of a command line that name columns. */
export interface NamedColumns {
  readonly label?: string | undefined;
  readonly id?: string | undefined;
  readonly ignore?: readonly string[] | undefined;
}

/**
 * Refuses a column on the command line that the baseline does not have: left alone, a slip of the pen would quietly
 * test the id or the label. What is ignored may be production's alone, unless its name is nearly one of the
 * baseline's. (A settings file is shared by many files, so it may name more.)
 *
 * @throws UsageError with the nearest names
 */
export function requireNamedColumns(named: NamedColumns, profile: BaselineProfile, file: string): void {
  const columns = [...profile.features, ...profile.others].map(({ name }) => name);
  const refuse = (option: string, name: string, near: readonly string[]) => {
    const hint =
      near.length === 0
        ? `Its columns are: ${columns.slice(0, 30).join(', ')}${columns.length > 30 ? ' …' : ''}`
        : `Did you mean ${near.join(' or ')}?`;
    throw new UsageError(`--${option} ${name}: ${file} has no such column. ${hint}`);
  };
  for (const option of ['label', 'id'] as const) {
    const name = named[option];
    if (name !== undefined && !columns.includes(name)) refuse(option, name, nearNames(name, columns));
  }
  for (const name of named.ignore ?? []) {
    if (columns.includes(name)) continue;
    const near = nearNames(name, columns);
    if (near.length > 0) refuse('ignore', name, near);
  }
}
