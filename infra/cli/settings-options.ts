import { promises as fs } from 'node:fs';
import { parseSettings, SettingsError } from '../../shared/config/parse-settings.ts';
import type { Settings } from '../../shared/config/settings.ts';
import { UsageError } from './usage-error.ts';

/** Options that say what the columns of a file are: all that a profile depends on. */
export const COLUMN_OPTIONS = {
  config: { type: 'string' },
  label: { type: 'string' },
  id: { type: 'string' },
  ignore: { type: 'string', multiple: true },
} as const;

export const COLUMN_HELP = `  --config FILE        settings as JSON; options given here win over it
  --label COLUMN       the answer the model predicts; never tested
  --id COLUMN          names a row; never tested
  --ignore A,B         columns to leave out
`;

/** All options that settings are made of: those of the columns, and those of the verdict. */
export const SETTINGS_OPTIONS = {
  ...COLUMN_OPTIONS,
  alpha: { type: 'string' },
  rule: { type: 'string' },
  correction: { type: 'string' },
  'min-effect': { type: 'string' },
  resolution: { type: 'string' },
} as const;

export const SETTINGS_HELP = `${COLUMN_HELP}  --alpha 0.05         false-discovery rate over the features of one batch
  --correction NAME    benjamini-hochberg (default), holm or none
  --min-effect 0.1     smallest effect that matters, as a KS distance
  --resolution 0.3     without drift, a batch is called clean only when it could have shown a change this small
  --rule plain-ks      each numeric feature, raw p < alpha, nothing else
`;

type Values = { [K in keyof typeof SETTINGS_OPTIONS]?: string | string[] | undefined };

/**
 * Settings from a file and from options, which win over it.
 *
 * @param base where no file is given: what the options change; the defaults without it
 * @throws UsageError that names the setting, its value and what is allowed
 */
export async function settingsFrom(values: Values, base: object = {}): Promise<Settings> {
  const fromFile = typeof values.config === 'string' ? await readConfig(values.config) : base;
  const fromOptions = {
    label: values.label,
    id: values.id,
    ignore: ignoredColumns(values.ignore),
    alpha: number('alpha', values.alpha),
    rule: values.rule,
    correction: values.correction,
    minEffect: number('min-effect', values['min-effect']),
    resolution: number('resolution', values.resolution),
  };
  const given = Object.fromEntries(Object.entries(fromOptions).filter(([, value]) => value !== undefined));
  return checked({ ...fromFile, ...given }, typeof values.config === 'string' ? values.config : null);
}

/** The columns after `--ignore`, each option a list with commas; undefined where there is none. */
export function ignoredColumns(option: string | string[] | undefined): string[] | undefined {
  if (!Array.isArray(option)) return undefined;
  const names = option.flatMap((list) => list.split(',').map((name) => name.trim()));
  return names.filter((name) => name !== '');
}

function number(option: string, text: string | string[] | undefined): number | undefined {
  if (typeof text !== 'string') return undefined;
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (Number.isNaN(value)) throw new UsageError(`--${option} must be a number, not "${text}".`);
  return value;
}

async function readConfig(path: string): Promise<object> {
  const text = await fs.readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`Settings file ${path} cannot be read (${error.code}).`);
  });
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) return parsed;
  } catch (error) {
    throw new UsageError(`Settings file ${path} is not JSON: ${(error as Error).message}.`);
  }
  throw new UsageError(`Settings file ${path} must hold one JSON object, such as {"alpha": 0.05}.`);
}

function checked(input: object, path: string | null): Settings {
  try {
    return parseSettings(input);
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    throw new UsageError(`${path === null ? '' : `${path}: `}${error.message}.`);
  }
}
