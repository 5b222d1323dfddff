import type { OpenedCsv } from '../csv/open-csv.ts';
import type { Engine } from '../scan/engine.ts';
import { RowScan } from '../scan/row-scan.ts';
import type { BaselineProfiler } from './baseline-profiler.ts';
import { DeferredTexts } from './deferred-texts.ts';

interface ScanOptions {
  /** Bytes scanned at once; tests make it small. */
  readonly windowBytes?: number | undefined;
  /** Asked after each block. */
  readonly goesOn?: (() => boolean) | undefined;
}

/**
 * Adds all rows of an opened baseline to a profiler: as `add` would with the blocks that `readRows` reads.
 *
 * @returns false when it ended before the last row because it was not to go on
 */
export async function scanBaseline(
  engine: Engine,
  opened: OpenedCsv,
  profiler: BaselineProfiler,
  { windowBytes, goesOn }: ScanOptions = {},
): Promise<boolean> {
  const deferred = profiler.isWide ? new DeferredTexts(opened, profiler) : null;
  const scan = new RowScan(engine, deferred?.opened ?? opened, profiler.wanted, windowBytes);
  for await (const block of scan.blocks()) {
    await deferred?.readUpTo(block.rowOffsets[0]!);
    profiler.addScanned(block);
    deferred?.look();
    if (goesOn?.() === false) return false;
    scan.choose(profiler.wanted);
  }
  await deferred?.readToEnd();
  return true;
}
