import type { Ports, RecordKey } from '../../functions/ports.ts';
import { QUEUES, type QueueName } from '../../functions/queues.ts';

/** What AWS would count of what was done. */
export class Usage {
  s3Puts = 0;
  s3Gets = 0;
  dynamoWriteUnits = 0;
  dynamoReadUnits = 0;
  sqsRequests = 0;
  sqsFifoRequests = 0;
  emails = 0;

  /** A message is sent, received and deleted. */
  message(queue: QueueName): void {
    if (QUEUES[queue].ordered) this.sqsFifoRequests += 3;
    else this.sqsRequests += 3;
  }
}

const KB = 1024;
const kilobytes = (bytes: number, per: number) => Math.max(1, Math.ceil(bytes / (per * KB)));
const size = ({ pk, sk }: RecordKey, json = '') => Buffer.byteLength(pk + sk + json) + 20;

/** The same ports, and `usage` counts as AWS does. */
export function countUsage({ objects, records, queue, alerts, clock }: Ports, usage: Usage): Ports {
  return {
    clock,
    objects: {
      head: (ref) => {
        usage.s3Gets++;
        return objects.head(ref);
      },
      read: (ref, range) => {
        usage.s3Gets++;
        return objects.read(ref, range);
      },
      writeOnce: (key, content) => {
        usage.s3Puts++;
        return objects.writeOnce(key, content);
      },
      list: (...args) => {
        usage.s3Puts++;
        return objects.list(...args);
      },
    },
    records: {
      // Consistent reads: a unit for each 4 KB.
      get: async (key) => {
        const record = await records.get(key);
        usage.dynamoReadUnits += kilobytes(size(key, record?.json), 4);
        return record;
      },
      query: async (pk, prefix, query) => {
        const page = await records.query(pk, prefix, query);
        const bytes = page.records.reduce((sum, record) => sum + size(record, record.json), 0);
        usage.dynamoReadUnits += kilobytes(bytes, 4);
        return page;
      },
      // Two units for each KB of each record.
      transact: async (writes) => {
        await records.transact(writes);
        for (const write of writes) {
          usage.dynamoWriteUnits += 2 * kilobytes(size(write, write.op === 'put' ? write.json : ''), 1);
        }
      },
    },
    queue: {
      send: (name, body, options) => {
        usage.message(name as QueueName);
        return queue.send(name, body, options);
      },
    },
    alerts: {
      publish: (alert) => {
        usage.emails++;
        return alerts.publish(alert);
      },
    },
  };
}
