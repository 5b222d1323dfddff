import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { LocalAlerts } from '../../../../functions/adapters/local/alerts.ts';
import { deliver } from '../../../../functions/adapters/local/consume.ts';
import { openDatabase } from '../../../../functions/adapters/local/database.ts';
import { LocalObjects } from '../../../../functions/adapters/local/objects.ts';
import { LocalQueue } from '../../../../functions/adapters/local/queue.ts';
import { LocalRecords } from '../../../../functions/adapters/local/records.ts';
import { alertsContract } from '../../contract/alerts.ts';
import { objectsContract } from '../../contract/objects.ts';
import { queueContract } from '../../contract/queue.ts';
import { recordsContract } from '../../contract/records.ts';
import { FakeClock } from '../../fake-clock.ts';

const root = mkdtempSync(join(tmpdir(), 'driftline-contract-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const folder = () => mkdtempSync(join(root, 'case-'));

objectsContract(async () => {
  const objects = new LocalObjects(openDatabase(':memory:'), folder(), new FakeClock());
  return { objects, upload: async (key, bytes) => (await objects.upload(key, [bytes])).versionId };
});

recordsContract(async () => new LocalRecords(openDatabase(':memory:')));

queueContract(async () => {
  const clock = new FakeClock();
  const queue = new LocalQueue(openDatabase(':memory:'), clock);
  return {
    queue,
    now: () => clock.now(),
    drain: async (name, consumer) => {
      for (let due = queue.nextDue(name); due !== null; due = queue.nextDue(name)) {
        clock.windTo(due);
        const delivery = queue.receive(name);
        if (delivery !== null) await deliver(delivery, consumer, () => {});
      }
    },
    deadLetters: async (name) =>
      queue
        .deadLetters()
        .filter((letter) => letter.queue === name)
        .map(({ body }) => body),
  };
});

alertsContract(async () => {
  const path = folder();
  return {
    alerts: new LocalAlerts(path, () => {}),
    received: async () =>
      readdirSync(path)
        .filter((name) => name.endsWith('.txt'))
        .map((name) => {
          const [first = '', , ...text] = readFileSync(join(path, name), 'utf8').split('\n');
          return {
            subject: first.replace('Subject: ', ''),
            text: text.join('\n'),
            json: readFileSync(join(path, name.replace('.txt', '.json')), 'utf8'),
          };
        }),
  };
});
