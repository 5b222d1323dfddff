import { DeleteMessageCommand, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { createSnsClient, createSqsClient } from '../../../functions/adapters/aws/clients.ts';
import { subscribedQueue } from '../endpoint/subscribed-queue.ts';

const ARRIVAL_MS_MAX = 60_000;

/** An alert as it arrived. */
export interface Received {
  readonly subject: string;
  /** Attributes that subscribers filter by. */
  readonly attributes: Readonly<Record<string, string>>;
  // biome-ignore lint/suspicious/noExplicitAny: the contract for machines is read by the tests, key by key.
  readonly json: any;
}

/** A queue subscribed to a topic, which keeps all that ever arrived. */
export class Mailbox {
  readonly #sqs = createSqsClient();
  readonly #queueUrl: string;
  readonly #received: Received[] = [];

  private constructor(queueUrl: string) {
    this.#queueUrl = queueUrl;
  }

  static async subscribe(topicArn: string, name: string): Promise<Mailbox> {
    return new Mailbox(await subscribedQueue(createSnsClient(), createSqsClient(), topicArn, name));
  }

  /** All alerts of a monitor, once `count` of them are there. */
  async alerts(monitor: string, count = 1): Promise<Received[]> {
    for (const end = Date.now() + ARRIVAL_MS_MAX; ; ) {
      const found = this.#received.filter(({ attributes }) => attributes.monitor === monitor);
      if (found.length >= count) return found;
      if (Date.now() > end) throw new Error(`${found.length} of ${count} alerts for ${monitor} arrived.`);
      await this.#receive(1);
    }
  }

  /** All alerts of a monitor that are there now. */
  async alertsSoFar(monitor: string): Promise<Received[]> {
    while (await this.#receive(0));
    return this.alerts(monitor, 0);
  }

  async #receive(WaitTimeSeconds: number): Promise<boolean> {
    const { Messages = [] } = await this.#sqs.send(
      new ReceiveMessageCommand({ QueueUrl: this.#queueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds }),
    );
    for (const { Body = '', ReceiptHandle } of Messages) {
      const { Subject, Message, MessageAttributes } = JSON.parse(Body);
      const attributes = Object.entries<{ Value: string }>(MessageAttributes);
      this.#received.push({
        subject: Subject,
        attributes: Object.fromEntries(attributes.map(([key, { Value }]) => [key, Value])),
        json: JSON.parse(Message),
      });
      await this.#sqs.send(new DeleteMessageCommand({ QueueUrl: this.#queueUrl, ReceiptHandle }));
    }
    return Messages.length > 0;
  }
}
