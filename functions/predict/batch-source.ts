import type { JudgedBatch } from '../records/batch-record.ts';

/** Where a batch lies and what its bytes are, as the documents beside its predictions name it. */
export const batchSource = ({ order, sha256 }: JudgedBatch) => ({
  uri: `inputs/${order.key}`,
  versionId: order.versionId,
  sha256,
});
