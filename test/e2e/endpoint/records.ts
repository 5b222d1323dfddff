import { randomUUID } from 'node:crypto';
import { CreateTableCommand, waitUntilTableExists } from '@aws-sdk/client-dynamodb';
import { createDynamoClient } from '../../../functions/adapters/aws/clients.ts';
import { DynamoRecords } from '../../../functions/adapters/aws/records.ts';

/** A new table. */
export async function recordsOnEndpoint(): Promise<DynamoRecords> {
  const client = createDynamoClient();
  const TableName = `records-${randomUUID()}`;
  await client.send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [
        { AttributeName: 'pk', AttributeType: 'S' },
        { AttributeName: 'sk', AttributeType: 'S' },
      ],
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
    }),
  );
  await waitUntilTableExists({ client, maxWaitTime: 30, minDelay: 1 }, { TableName });
  return new DynamoRecords({ client, tableName: () => TableName });
}
