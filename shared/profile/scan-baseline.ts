import type { OpenedCsv } from '../csv/open-csv.ts';
import type { Engine } from '../scan/engine.ts';
import { RowScan } from '../scan/row-scan.ts';
import type { BaselineProfiler } from './baseline-profiler.ts';
import { DeferredTexts } from './deferred-texts.ts';

/**
 * Adds all rows of an opened baseline to a profiler: as `add` would with the blocks that `readRows` reads.
 *
 * @param windowBytes bytes scanned at once; tests make it small
 */
export async function scanBaseline(
  engine: Engine,
  opened: OpenedCsv,
  profiler: BaselineProfiler,
  windowBytes?: number,
): Promise<void> {
  const deferred = profiler.isWide ? new DeferredTexts(opened, profiler) : null;
  const scan = new RowScan(engine, deferred?.opened ?? opened, profiler.wanted, windowBytes);
  for await (const block of scan.blocks()) {
    await deferred?.readUpTo(block.rowOffsets[0]!);
    profiler.addScanned(block);
    deferred?.look();
    scan.choose(profiler.wanted);
  }
  await deferred?.readToEnd();
}
