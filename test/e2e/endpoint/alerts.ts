import { randomUUID } from 'node:crypto';
import { CreateTopicCommand, type PublishCommandInput } from '@aws-sdk/client-sns';
import { ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { SnsAlerts } from '../../../functions/adapters/aws/alerts.ts';
import { createSnsClient, createSqsClient } from '../../../functions/adapters/aws/clients.ts';
import type { AlertsUnderTest } from '../../functions/contract/alerts.ts';
import { subscribedQueue } from './subscribed-queue.ts';

interface Envelope {
  readonly Subject: string;
  readonly Message: string;
  readonly MessageAttributes: Record<string, { Value: string }>;
}

/**
 * A new topic with a queue subscribed to it. No emulator sends e-mail: what mailboxes would be sent is read from
 * the call itself.
 */
export async function alertsOnEndpoint(): Promise<AlertsUnderTest> {
  const sns = createSnsClient();
  const sqs = createSqsClient();
  const { TopicArn = '' } = await sns.send(new CreateTopicCommand({ Name: `alerts-${randomUUID()}` }));
  const QueueUrl = await subscribedQueue(sns, sqs, TopicArn, `alerts-${randomUUID()}`);

  const letters = new Map<string, string>();
  sns.middlewareStack.add(
    (next) => (args) => {
      const { Message, MessageAttributes } = args.input as PublishCommandInput;
      letters.set(MessageAttributes?.alertId?.StringValue ?? '', JSON.parse(Message ?? '').email);
      return next(args);
    },
    { step: 'initialize' },
  );
  return {
    alerts: new SnsAlerts(sns, () => TopicArn),
    received: async () => {
      const { Messages = [] } = await sqs.send(
        new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 2 }),
      );
      const envelopes = new Map<string, Envelope>();
      for (const { Body = '' } of Messages) {
        const envelope = JSON.parse(Body) as Envelope;
        envelopes.set(envelope.MessageAttributes.alertId?.Value ?? '', envelope);
      }
      return [...envelopes].map(([id, { Subject, Message }]) => ({
        subject: Subject,
        text: letters.get(id) ?? '',
        json: Message,
      }));
    },
  };
}
