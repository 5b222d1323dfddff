import * as v from 'valibot';
import { countSchema } from '../json-fields.ts';

/**
 * A compiled profile is, in this order:
 *
 * - 8 bytes: `DRIFTPRF`
 * - three 32-bit integers: the layout's version, and the lengths of the two texts that follow
 * - the profile as JSON, its numeric features without their values
 * - a list as JSON: of each numeric feature what follows for it
 * - for each numeric feature its values (doubles), the rows of each, and how many values each bucket of its look-up table
 *   holds; counts take as many bytes as the largest needs
 *
 * All numbers are little-endian; every array begins at a multiple of 8 bytes, so that it can be used where it lies.
 */
export const MAGIC = 'DRIFTPRF';

/** Bumped when the layout changes; a profile of another is read from its JSON, or made anew. */
export const LAYOUT_VERSION = 1;

/** Bytes before the first text. */
export const HEAD_BYTES = MAGIC.length + 3 * 4;

/** What was written little-endian is read as the machine's own numbers. */
export const IS_LITTLE_ENDIAN = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

const countBytesSchema = v.picklist([1, 2, 4, 8]);

/** What is stored of a numeric feature besides its arrays. */
export const storedNumbersSchema = v.array(
  v.strictObject({
    /** Rows with a value. */
    count: countSchema,
    /** Distinct values. */
    values: countSchema,
    countBytes: countBytesSchema,
    bucketing: v.strictObject({
      buckets: v.pipe(countSchema, v.minValue(1)),
      isLinear: v.boolean(),
      lowest: v.number(),
      scale: v.number(),
    }),
    bucketBytes: countBytesSchema,
  }),
);

export type StoredNumbers = v.InferOutput<typeof storedNumbersSchema>[number];

/** The next offset at which an array may begin. */
export const aligned = (offset: number): number => 8 * Math.ceil(offset / 8);
