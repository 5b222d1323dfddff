import * as v from 'valibot';
import { nearNames } from '../text/near-names.ts';
import { settingsSchema } from './settings.ts';

type SettingsIssue = v.InferIssue<typeof settingsSchema>;

/**
 * What is wrong with settings, as a sentence without its full stop: the setting, the value and what is allowed, and
 * for a name that is not known the nearest one.
 *
 * @example explainSettings([issue]) // 'unknown setting "alhpa" (did you mean "alpha"?)'
 * @example explainSettings([issue]) // 'rule must be "significant-and-material" or "plain-ks", not "ks"'
 */
export function explainSettings([issue]: readonly [SettingsIssue, ...SettingsIssue[]]): string {
  const where = v.getDotPath(issue) ?? 'settings';
  if (issue.type === 'strict_object' && issue.expected === 'never') return unknownSetting(where);
  // A message of our own names its setting.
  if (!issue.message.startsWith('Invalid ')) return issue.message;
  return `${where} must be ${inWords(issue.expected ?? 'something else')}, not ${issue.received}`;
}

function unknownSetting(where: string): string {
  const parent = where.includes('.') ? where.slice(0, where.lastIndexOf('.') + 1) : '';
  const { alert, model, retrain } = settingsSchema.entries;
  const group = { 'alert.': alert, 'model.': model, 'retrain.': retrain }[parent];
  const known = Object.keys((group?.wrapped ?? settingsSchema).entries);
  const [near] = nearNames(where.slice(parent.length), known);
  const shown = known.filter((name) => name !== '$schema').join(', ');
  return near === undefined
    ? `unknown setting "${where}". There are: ${shown}`
    : `unknown setting "${where}" (did you mean "${parent}${near}"?)`;
}

const WORDS: Readonly<Record<string, string>> = {
  Array: 'a list',
  Object: 'an object',
  string: 'text',
  number: 'a number',
};

function inWords(expected: string): string {
  if (expected.startsWith('>=')) return `${expected.slice('>='.length)} or more`;
  return WORDS[expected] ?? expected.replace(/^\((.*)\)$/, '$1').replaceAll(' | ', ' or ');
}
