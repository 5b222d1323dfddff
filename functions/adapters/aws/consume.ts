import { ChangeMessageVisibilityCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import type { Clock, Consumer } from '../../ports.ts';
import { DELIVERIES_MAX, retryPauseMs } from '../../queues.ts';

/** SQS hides a message for at most 12 hours from its receipt, of which an invocation may have used 15 minutes. */
const HIDE_SECONDS_MAX = 12 * 3600 - 15 * 60;

export interface ConsumeOptions {
  readonly client: SQSClient;
  readonly queueUrl: string;
  readonly clock: Clock;
  /** Hears of every delivery that failed, and of a message that could not be hidden. */
  readonly onError: (error: unknown) => void;
  /** Pause after a failed delivery, in milliseconds. */
  readonly pauseMs?: (attempt: number) => number;
}

/**
 * Hands the messages of an event to their consumer and settles each: what is done is deleted by Lambda, anything
 * else is named in the answer, so that it stays, and hidden until it is to be tried again. After a message that
 * stays, the rest of its group waits too.
 */
export async function consume(
  event: SQSEvent,
  consumer: Consumer,
  options: ConsumeOptions,
): Promise<SQSBatchResponse> {
  const staying: SQSRecord[] = [];
  const pausedGroups = new Map<string, number>();
  for (const record of event.Records) {
    const group = record.attributes.MessageGroupId;
    const paused = group === undefined ? undefined : pausedGroups.get(group);
    const pause = paused ?? (await deliver(record, consumer, options));
    if (pause === null) continue;
    staying.push(record);
    if (group !== undefined) pausedGroups.set(group, pause);
    await hide(record, pause, options);
  }
  return { batchItemFailures: staying.map(({ messageId }) => ({ itemIdentifier: messageId })) };
}

/** @returns milliseconds after which it is to be delivered again; `null` when it is done. */
async function deliver(
  record: SQSRecord,
  consumer: Consumer,
  { clock, onError, pauseMs = pauseOf }: ConsumeOptions,
): Promise<number | null> {
  const attempt = Number(record.attributes.ApproximateReceiveCount);
  try {
    const outcome = await consumer({ id: record.messageId, body: record.body, attempt });
    return outcome.kind === 'done' ? null : outcome.until - clock.now();
  } catch (error) {
    onError(error);
    return pauseMs(attempt);
  }
}

/** After the last delivery the next receipt moves it to the dead letters: no reason to wait. */
function pauseOf(attempt: number): number {
  return attempt >= DELIVERIES_MAX ? 0 : retryPauseMs(attempt);
}

async function hide(
  record: SQSRecord,
  ms: number,
  { client, queueUrl, onError }: ConsumeOptions,
): Promise<void> {
  const seconds = Math.min(HIDE_SECONDS_MAX, Math.max(0, Math.ceil(ms / 1000)));
  const { receiptHandle: ReceiptHandle } = record;
  try {
    await client.send(
      new ChangeMessageVisibilityCommand({ QueueUrl: queueUrl, ReceiptHandle, VisibilityTimeout: seconds }),
    );
  } catch (error) {
    // It comes back when the queue's own time-out has passed.
    onError(error);
  }
}
