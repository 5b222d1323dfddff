import { UNPARSABLE_EXAMPLES_MAX } from '../config/limits.ts';
import type { UnparsableCells } from '../csv/blocks.ts';

/** Adds two counts; the examples kept are the first by line, whichever part they came from. */
export function mergeUnparsable(a: UnparsableCells, b: UnparsableCells): UnparsableCells {
  if (b.count === 0) return a;
  const examples = [...a.examples, ...b.examples].sort(([lineA], [lineB]) => lineA - lineB);
  return { count: a.count + b.count, examples: examples.slice(0, UNPARSABLE_EXAMPLES_MAX) };
}
