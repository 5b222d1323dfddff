import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { Queue, SendOptions } from '../../ports.ts';
import type { QueueName } from '../../queues.ts';
import { checkSendOptions } from '../send-options.ts';

/** Queues in SQS: FIFO where order matters, standard elsewhere. */
export class SqsQueue implements Queue<QueueName> {
  readonly #client: SQSClient;
  readonly #urlOf: (queue: QueueName) => string;

  constructor(client: SQSClient, urlOf: (queue: QueueName) => string) {
    this.#client = client;
    this.#urlOf = urlOf;
  }

  async send(queue: QueueName, body: string, options: SendOptions = {}): Promise<void> {
    checkSendOptions(queue, options);
    await this.#client.send(
      new SendMessageCommand({
        QueueUrl: this.#urlOf(queue),
        MessageBody: body,
        ...(options.group === undefined
          ? options.delaySeconds !== undefined && { DelaySeconds: options.delaySeconds }
          : { MessageGroupId: options.group, MessageDeduplicationId: options.dedupId }),
      }),
    );
  }
}
