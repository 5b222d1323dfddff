import { createHash } from 'node:crypto';

/**
 * An id made of its parts: the same parts give the same id, so that a retry meets what the first try wrote.
 * SHA-256 over the parts as JSON, which keeps `['a', 'bc']` and `['ab', 'c']` apart; 32 hex digits.
 */
export function hashId(...parts: readonly (string | number | null)[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
}
