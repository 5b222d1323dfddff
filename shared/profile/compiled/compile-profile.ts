import { bucketTableOf } from '../../tally/slot-index.ts';
import type { BaselineProfile, NumericFeatureProfile } from '../profile.ts';
import { profileToJson } from '../profile-json.ts';
import {
  aligned,
  HEAD_BYTES,
  IS_LITTLE_ENDIAN,
  LAYOUT_VERSION,
  MAGIC,
  type StoredNumbers,
} from './compiled-layout.ts';
import { packIncreases } from './packed-counts.ts';

/** An array and where it goes. */
interface Part {
  readonly offset: number;
  readonly array: ArrayBufferView;
}

const NO_VALUES = new Float64Array(0);
const NO_COUNTS = new Uint32Array(0);

/**
 * The profile as bytes that are used as they are: sorted values, counts, and the look-up tables that a batch is tallied by.
 * The same profile always gives the same bytes; `compiled-layout.ts` says what is where. O(distinct values).
 *
 * @throws Error on a machine that is not little-endian
 */
export function compileProfile(profile: BaselineProfile): Uint8Array<ArrayBuffer> {
  if (!IS_LITTLE_ENDIAN) throw new Error('Profiles are compiled on little-endian machines: keep the JSON.');
  const numeric = profile.features.filter((feature) => feature.type === 'numeric');
  const packed = numeric.map(pack);
  const encoder = new TextEncoder();
  const outline = encoder.encode(profileToJson(withoutValues(profile)));
  const stored = encoder.encode(JSON.stringify(packed.map((each) => each.stored)));
  const parts: Part[] = [];
  let end = HEAD_BYTES + outline.length + stored.length;
  for (const array of packed.flatMap(({ arrays }) => arrays)) {
    const offset = aligned(end);
    parts.push({ offset, array });
    end = offset + array.byteLength;
  }
  const bytes = new Uint8Array(end);
  encoder.encodeInto(MAGIC, bytes);
  const head = new DataView(bytes.buffer, MAGIC.length);
  head.setUint32(0, LAYOUT_VERSION, true);
  head.setUint32(4, outline.length, true);
  head.setUint32(8, stored.length, true);
  bytes.set(outline, HEAD_BYTES);
  bytes.set(stored, HEAD_BYTES + outline.length);
  for (const { offset, array } of parts) {
    bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), offset);
  }
  return bytes;
}

function pack(feature: NumericFeatureProfile): { stored: StoredNumbers; arrays: ArrayBufferView[] } {
  const { bucketing, starts } = bucketTableOf(feature);
  const { buckets, isLinear, lowest, scale } = bucketing;
  const counts = packIncreases(feature.cumulative);
  // The first of the starts is 0.
  const inBuckets = packIncreases(starts.subarray(1));
  return {
    stored: {
      count: feature.count,
      values: feature.values.length,
      countBytes: counts.each,
      bucketing: { buckets, isLinear, lowest, scale },
      bucketBytes: inBuckets.each,
    },
    arrays: [feature.values, counts.packed, inBuckets.packed],
  };
}

const withoutValues = (profile: BaselineProfile): BaselineProfile => ({
  ...profile,
  features: profile.features.map((feature) =>
    feature.type === 'numeric' ? { ...feature, count: 0, values: NO_VALUES, cumulative: NO_COUNTS } : feature,
  ),
});
