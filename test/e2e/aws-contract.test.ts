import { describe } from 'vitest';
import { alertsContract } from '../functions/contract/alerts.ts';
import { objectsContract } from '../functions/contract/objects.ts';
import { queueContract } from '../functions/contract/queue.ts';
import { recordsContract } from '../functions/contract/records.ts';
import { alertsOnEndpoint } from './endpoint/alerts.ts';
import { objectsOnEndpoint } from './endpoint/objects.ts';
import { queueOnEndpoint } from './endpoint/queue.ts';
import { recordsOnEndpoint } from './endpoint/records.ts';

// The contract that the local adapters keep, over the real wire of whatever AWS_ENDPOINT_URL names. Without it
// nothing is tested: these tests make buckets, queues, tables and topics, which belong into no real account.
describe.skipIf(process.env.AWS_ENDPOINT_URL === undefined)(
  'the AWS adapters on AWS_ENDPOINT_URL (skipped without it)',
  () => {
    objectsContract(objectsOnEndpoint);
    recordsContract(recordsOnEndpoint);
    queueContract(queueOnEndpoint);
    alertsContract(alertsOnEndpoint);
  },
);
