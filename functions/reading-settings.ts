import type { Settings } from '../shared/config/settings.ts';
import { canonicalJson } from '../shared/text/canonical-json.ts';
import { hashId } from './hash-id.ts';

/**
 * Digest of the settings that decide how a CSV is read. A profile made with others is not wrong, but a new
 * `ignore` would have no effect on it: the baseline is then read again.
 */
export function readingOf({ label, id, timestamp, ignore, types }: Settings): string {
  return hashId('reading', canonicalJson({ label, id, timestamp, ignore: [...ignore].sort(), types }));
}
