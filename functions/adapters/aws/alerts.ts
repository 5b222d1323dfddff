import { PublishCommand, type SNSClient } from '@aws-sdk/client-sns';
import type { Alerts, OutgoingAlert } from '../../ports.ts';

/** Alerts on an SNS topic: letters to mailboxes, JSON to machines. */
export class SnsAlerts implements Alerts {
  readonly #client: SNSClient;
  readonly #topicArn: () => string;

  constructor(client: SNSClient, topicArn: () => string) {
    this.#client = client;
    this.#topicArn = topicArn;
  }

  async publish(alert: OutgoingAlert): Promise<void> {
    const { id, eventType, monitor, severity, subject, text, json } = alert;
    await this.#client.send(
      new PublishCommand({
        TopicArn: this.#topicArn(),
        Subject: subject,
        MessageStructure: 'json',
        Message: JSON.stringify({
          default: text,
          email: text,
          'email-json': json,
          sms: subject,
          lambda: json,
          sqs: json,
          http: json,
          https: json,
          firehose: json,
        }),
        // Subscribers filter by these, and tell an alert sent twice by its id.
        MessageAttributes: {
          alertId: attribute(id),
          eventType: attribute(eventType),
          monitor: attribute(monitor),
          severity: attribute(severity),
        },
      }),
    );
  }
}

function attribute(value: string) {
  return { DataType: 'String', StringValue: value };
}
