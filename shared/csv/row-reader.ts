import { BlockBuilder } from './block-builder.ts';
import type { TextBlock } from './blocks.ts';
import type { OpenedCsv } from './open-csv.ts';
import { rowBatches } from './row-batches.ts';
import { RowScanner } from './row-scanner.ts';

/**
 * The data rows of an opened file in blocks, each row checked. `rowsPerBlock` is of each block but the last; by default
 * as many as keep a block to a few megabytes. The source is closed when the reading ends, at whatever row.
 */
export async function* readRows(
  { source, rules, delimiter, offset, line, onProgress }: OpenedCsv,
  rowsPerBlock?: number,
): AsyncGenerator<TextBlock, void, undefined> {
  const scanner = new RowScanner(delimiter, rules.limits, offset, line);
  const builder = new BlockBuilder(rules.header.names.length, rowsPerBlock);
  try {
    for await (const batch of rowBatches(source, scanner)) {
      const rows = rules.split(batch);
      for (let i = 0; i < rows.length; i++) {
        rules.check(rows[i]!, batch.lines[i]!);
        const block = builder.add(rows[i]!, batch.offsets[i]!, batch.lines[i]!);
        if (block !== null) yield block;
      }
      onProgress?.({ bytes: batch.start + batch.bytes.length, rows: rules.rows });
    }
    if (scanner.fault !== null) throw rules.error(scanner.fault);
    rules.endLine = scanner.line;
    const last = builder.take();
    if (last !== null) yield last;
  } finally {
    await source.return();
  }
}
