import { DynamoDBServiceException, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { ConditionFailed, type RecordKey } from '../../ports.ts';

/** Reasons for which a transaction is cancelled although nothing is wrong with it. */
const PASSING_REASONS = new Set([
  // Another transaction holds one of the records this very moment: the SDK leaves this to its caller.
  'TransactionConflict',
  'ThrottlingError',
  'ProvisionedThroughputExceeded',
]);

/** Whether a transaction that failed may succeed when it is sent again as it is. */
export function isPassing(error: unknown): boolean {
  if (!(error instanceof TransactionCanceledException)) {
    return error instanceof DynamoDBServiceException && error.name === 'TransactionInProgressException';
  }
  const reasons = codes(error).filter((code) => code !== 'None');
  return reasons.length > 0 && reasons.every((code) => PASSING_REASONS.has(code));
}

/** The port's word for conditions that did not hold; `null` for any other error. */
export function conditionFailure(error: unknown, writes: readonly RecordKey[]): ConditionFailed | null {
  if (!(error instanceof TransactionCanceledException)) return null;
  // One reason for each write, in their order.
  const failed = codes(error).flatMap((code, i) => {
    const write = writes[i];
    return code === 'ConditionalCheckFailed' && write !== undefined ? [{ pk: write.pk, sk: write.sk }] : [];
  });
  return failed.length === 0 ? null : new ConditionFailed(failed);
}

function codes(error: TransactionCanceledException): string[] {
  return (error.CancellationReasons ?? []).map(({ Code }) => Code ?? 'None');
}
