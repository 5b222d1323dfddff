import * as v from 'valibot';
import { explainSettings } from '../../../../../shared/config/explain-settings.ts';
import { type Settings, settingsSchema } from '../../../../../shared/config/settings.ts';
import { canonicalJson } from '../../../../../shared/text/canonical-json.ts';
import { SETTING_FIELDS, type SettingField } from './setting-fields.ts';

/** Settings as somebody types them: a text for each, by its place. */
export type Draft = ReadonlyMap<string, string>;

/** The settings as text; what is not set is empty. */
export function draftOf(settings: Settings): Draft {
  return new Map(SETTING_FIELDS.map(({ path }) => [path, textOf(valueAt(settings, path))]));
}

function textOf(value: unknown): string {
  if (value === undefined) return '';
  if (Array.isArray(value)) return value.join('\n');
  if (typeof value !== 'object' || value === null) return String(value);
  return Object.entries(value)
    .map(([name, type]) => `${name}: ${type}`)
    .join('\n');
}

/**
 * What the texts say, as it is written into the file: what has its default is left out, and text that is no number
 * stays text, for the schema to say so.
 *
 * @example settingsOf(new Map([['alpha', '0.01'], ['rule', 'significant-and-material']]), defaults) // { alpha: 0.01 }
 */
export function settingsOf(draft: Draft, defaults: Settings): Record<string, unknown> {
  const settings = new Map<string, unknown>();
  for (const field of SETTING_FIELDS) {
    const value = givenFor(field, draft.get(field.path) ?? '');
    if (value === undefined || canonicalJson(value) === canonicalJson(valueAt(defaults, field.path) ?? null))
      continue;
    const [first = '', second] = field.path.split('.');
    const group = settings.get(first) as object | undefined;
    settings.set(first, second === undefined ? value : { ...group, [second]: value });
  }
  return Object.fromEntries(settings);
}

function givenFor({ input }: SettingField, text: string): unknown {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  if (input === 'list') return lines;
  if (input === 'types') return Object.fromEntries(lines.map(typeOf));
  if (text.trim() === '') return undefined;
  if (input !== 'number') return text;
  const number = Number(text);
  return Number.isNaN(number) ? text : number;
}

/** A name may hold a colon; a type does not. */
function typeOf(line: string): [name: string, type: string] {
  const at = line.lastIndexOf(':');
  return at === -1 ? [line.trim(), ''] : [line.slice(0, at).trim(), line.slice(at + 1).trim()];
}

function valueAt(settings: Settings, path: string): unknown {
  const [first = '', second] = path.split('.');
  const value = Object.entries(settings).find(([name]) => name === first)?.[1];
  return second === undefined ? value : (value as Readonly<Record<string, unknown>> | undefined)?.[second];
}

/** What is wrong, by the setting's place: a sentence each, in the words of the schema. */
export function problemsOf(settings: Readonly<Record<string, unknown>>): ReadonlyMap<string, string> {
  const parsed = v.safeParse(settingsSchema, settings);
  const problems = new Map<string, string>();
  for (const issue of parsed.issues ?? []) {
    const where = v.getDotPath(issue) ?? '';
    const path = SETTING_FIELDS.find(
      (field) => where === field.path || where.startsWith(`${field.path}.`),
    )?.path;
    if (path !== undefined && !problems.has(path)) problems.set(path, `${explainSettings([issue])}.`);
  }
  return problems;
}

export interface Change {
  readonly field: SettingField;
  readonly before: string;
  readonly after: string;
}

/** Where two drafts differ, in the order of the form. */
export function changesOf(before: Draft, after: Draft): readonly Change[] {
  return SETTING_FIELDS.flatMap((field) => {
    const [was = '', is = ''] = [before.get(field.path), after.get(field.path)];
    return was === is ? [] : [{ field, before: was, after: is }];
  });
}
