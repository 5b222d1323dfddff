import type { SendOptions } from '../ports.ts';
import { QUEUES, type QueueName } from '../queues.ts';

/**
 * Checks that a message is sent as its queue asks for: SQS refuses it only in the cloud.
 *
 * @throws naming the queue, the rule and the way out.
 */
export function checkSendOptions(queue: QueueName, { group }: SendOptions): void {
  if (QUEUES[queue].ordered === (group !== undefined)) return;
  throw new Error(
    QUEUES[queue].ordered
      ? `Queue ${queue} keeps order within groups: send with a group and a dedupId.`
      : `Queue ${queue} keeps no order: send without a group.`,
  );
}
