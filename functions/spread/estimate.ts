import { planRanges } from '../../shared/csv/byte-ranges.ts';

/** More ranges than this would not fit into what a state machine may hand on (256 KiB). */
export const RANGES_MAX = 1000;

/** Tallies merged by one function: a thousand ranges come to the judge as 32. */
export const GROUP_PARTS_MAX = 32;

/** What S3 sends to one Lambda function, which is what it waits for: it counts several times as fast. */
const READ_BYTES_PER_SECOND = 70e6;
/** For each range: to begin, to load the profile now and then, to store its tally. */
const RANGE_SECONDS = 1.5;
/** What is done by one after the other: to look at each cut, to merge, to judge. */
const CUT_SECONDS = 0.05;
const END_SECONDS = 30;

/** Dollars, us-east-1, November 2026: Lambda on arm64, Step Functions, S3. */
const GB_SECOND_DOLLARS = 0.0000133334;
const TRANSITION_DOLLARS = 0.000025;
const PUT_DOLLARS = 0.000005;
const GET_DOLLARS = 0.0000004;
/** Memory of the function, in GB, as `infra/aws/function-sizes.ts` has it. */
const MEMORY_GB = 1769 / 1024;
/** State transitions for each range: its own execution begins, works and ends. */
const RANGE_TRANSITIONS = 3;
/** Objects read for each range: the window at its cut, the file's head, its bytes, the profile, and its tally. */
const RANGE_GETS = 5;

/** Bytes of a range: so many whole parts of the digest that there are no more than RANGES_MAX ranges. */
export function rangeBytesFor(size: number, partBytes: number): number {
  return partBytes * Math.max(1, Math.ceil(size / partBytes / RANGES_MAX));
}

/** What reading a file by many comes to when nothing fails. */
export interface SpreadEstimate {
  readonly ranges: number;
  /** Of one range, and of what is not done by many. */
  readonly rangeSeconds: number;
  readonly aloneSeconds: number;
  readonly dollars: number;
}

/**
 * What a reading will take: an estimate, to be held against a limit, made of the constants above. O(ranges).
 *
 * @example estimateSpread(1e12, 67_108_864) // { ranges: 932, rangeSeconds: 16.8, aloneSeconds: 76.6, dollars: 0.44 }
 */
export function estimateSpread(size: number, partBytes: number): SpreadEstimate {
  const ranges = planRanges(size, rangeBytesFor(size, partBytes)).length;
  const rangeSeconds = size / ranges / READ_BYTES_PER_SECOND + RANGE_SECONDS;
  const aloneSeconds = ranges * CUT_SECONDS + END_SECONDS;
  const requests = ranges * (RANGE_TRANSITIONS * TRANSITION_DOLLARS + RANGE_GETS * GET_DOLLARS + PUT_DOLLARS);
  const charged = ranges * rangeSeconds + aloneSeconds;
  return { ranges, rangeSeconds, aloneSeconds, dollars: charged * MEMORY_GB * GB_SECOND_DOLLARS + requests };
}
