import { useStoredTable } from '../../tally/slot-index.ts';
import { FormatError } from '../format-error.ts';
import { parseDocument } from '../json-fields.ts';
import type { BaselineProfile, NumericFeatureProfile } from '../profile.ts';
import { profileFromJson } from '../profile-json.ts';
import {
  aligned,
  HEAD_BYTES,
  IS_LITTLE_ENDIAN,
  LAYOUT_VERSION,
  MAGIC,
  type StoredNumbers,
  storedNumbersSchema,
} from './compiled-layout.ts';
import { addUp, viewCounts } from './packed-counts.ts';

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * The profile that `compileProfile` wrote, bit for bit. Its values are views of the bytes, which must not change any more
 * and whose digest the caller has verified; look-up tables are unpacked when they are first used. O(distinct values), a
 * hundred million a second.
 *
 * @throws FormatError when the bytes are no compiled profile, of another layout, or cut off
 * @example
 * readCompiled(compileProfile(profile)).rows // profile.rows
 */
export function readCompiled(given: Uint8Array): BaselineProfile {
  // Arrays must begin at a multiple of 8 in memory too.
  const bytes = given.byteOffset % 8 === 0 ? given : given.slice();
  const { outlineEnd, storedEnd } = readHead(bytes);
  const profile = profileFromJson(decoder.decode(bytes.subarray(HEAD_BYTES, outlineEnd)));
  const stored = parseDocument(
    decoder.decode(bytes.subarray(outlineEnd, storedEnd)),
    storedNumbersSchema,
    'compiled profile',
  );
  const arrays = new Arrays(bytes, storedEnd);
  let next = 0;
  const features = profile.features.map((feature) =>
    feature.type === 'numeric' ? readNumbers(feature, stored[next++], arrays) : feature,
  );
  if (next !== stored.length || arrays.end !== bytes.length) throw notWhole(bytes.length, arrays.end);
  return { ...profile, features };
}

function readHead(bytes: Uint8Array): { outlineEnd: number; storedEnd: number } {
  if (decoder.decode(bytes.subarray(0, MAGIC.length)) !== MAGIC || bytes.length < HEAD_BYTES) {
    throw new FormatError(
      `This is no compiled profile: it does not begin with ${MAGIC}. Make the profile anew.`,
    );
  }
  const head = new DataView(bytes.buffer, bytes.byteOffset + MAGIC.length);
  const version = head.getUint32(0, true);
  if (version !== LAYOUT_VERSION || !IS_LITTLE_ENDIAN) {
    throw new FormatError(
      `This reads compiled profiles of layout ${LAYOUT_VERSION} on little-endian machines, not ${version}. Make the profile anew.`,
    );
  }
  const outlineEnd = HEAD_BYTES + head.getUint32(4, true);
  const storedEnd = outlineEnd + head.getUint32(8, true);
  if (storedEnd > bytes.length) throw notWhole(bytes.length, storedEnd);
  return { outlineEnd, storedEnd };
}

/** Hands out the arrays behind the texts, one after the other. */
class Arrays {
  readonly #bytes: Uint8Array;
  end: number;

  constructor(bytes: Uint8Array, start: number) {
    this.#bytes = bytes;
    this.end = start;
  }

  next(count: number, each: StoredNumbers['countBytes']) {
    const offset = aligned(this.end);
    this.end = offset + count * each;
    if (this.end > this.#bytes.length) throw notWhole(this.#bytes.length, this.end);
    return viewCounts(this.#bytes, offset, count, each);
  }
}

function readNumbers(
  feature: NumericFeatureProfile,
  stored: StoredNumbers | undefined,
  arrays: Arrays,
): NumericFeatureProfile {
  if (stored === undefined) throw new FormatError(`The values of "${feature.name}" are not stored. ${ANEW}`);
  const { count, bucketing } = stored;
  const values = arrays.next(stored.values, 8) as Float64Array;
  const counts = arrays.next(stored.values, stored.countBytes);
  const inBuckets = arrays.next(bucketing.buckets, stored.bucketBytes);
  const cumulative = new Uint32Array(values.length);
  const sum = addUp(counts, cumulative);
  if (sum !== count) throw notAddingUp(feature.name, sum, count, 'rows');
  const readStarts = () => {
    const starts = new Int32Array(bucketing.buckets + 1);
    const placed = addUp(inBuckets, starts.subarray(1));
    if (placed !== values.length) throw notAddingUp(feature.name, placed, values.length, 'values in buckets');
    return starts;
  };
  useStoredTable(values, { bucketing, readStarts });
  return { ...feature, count, values, cumulative };
}

const ANEW = 'Make the profile anew.';

const notAddingUp = (name: string, found: number, expected: number, what: string) =>
  new FormatError(`"${name}" does not add up: ${found} of ${expected} ${what}. ${ANEW}`);

const notWhole = (have: number, need: number) =>
  new FormatError(`This compiled profile has ${have} bytes, where its parts take ${need}. ${ANEW}`);
