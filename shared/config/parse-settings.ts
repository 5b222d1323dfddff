import * as v from 'valibot';
import { explainSettings } from './explain-settings.ts';
import { type Settings, settingsSchema } from './settings.ts';

/** Settings that cannot be used; the message names the setting, its value and what is allowed. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
}

/**
 * Settings from whatever was given, with the defaults filled in.
 *
 * @throws SettingsError
 * @example parseSettings({ label: 'churned' }).alpha // 0.05
 * @example parseSettings({ alpha: 7 }) // throws 'alpha must be above 0 and below 1, not 7'
 */
export function parseSettings(input: unknown): Settings {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    throw new SettingsError('settings must be one object, such as {"alpha": 0.05}');
  }
  const parsed = v.safeParse(settingsSchema, input);
  if (!parsed.success) throw new SettingsError(explainSettings(parsed.issues));
  return parsed.output;
}
