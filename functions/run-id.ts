import type { Settings } from '../shared/config/settings.ts';
import { canonicalJson } from '../shared/text/canonical-json.ts';
import { hashId } from './hash-id.ts';

/**
 * The id of a comparison made outside any monitor: the same data and settings give the same id, on any machine.
 *
 * @example runIdOf({ baselineSha256, currentSha256, settings }) // '5f0c…', 32 hex digits
 */
export function runIdOf(inputs: {
  baselineSha256: string;
  currentSha256: string;
  settings: Settings;
}): string {
  return hashId('run', inputs.baselineSha256, inputs.currentSha256, canonicalJson(inputs.settings));
}
