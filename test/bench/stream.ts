import { type Random, seededRandom } from '../../shared/stats/random.ts';

/**
 * A generator of its own for every part of a simulation, so that a part gives the same draws whichever thread runs it
 * and whatever runs beside it.
 *
 * @example stream(1, 'ties', 569, 'baseline 12')
 */
export function stream(seed: number, ...path: readonly (string | number)[]): Random {
  // FNV-1a over the path, twice with different offsets, for the 53 bits of a seed.
  const text = `${seed}/${path.join('/')}`;
  return seededRandom((fnv1a(text, 0x811c9dc5) >>> 11) * 2 ** 32 + fnv1a(text, 0x9747b28c));
}

function fnv1a(text: string, offset: number): number {
  let hash = offset;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}
