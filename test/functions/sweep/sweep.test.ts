import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { claimIdOf } from '../../../functions/claim.ts';
import { claimKey } from '../../../functions/records/claim-record.ts';
import { durationMs } from '../../../functions/sweep/duration.ts';
import { baselineCsv, cleanCsv, driftedCsv, identifiedCsv, labelledCsv, labelsCsv } from '../sample-csv.ts';
import { LEASE_MS, World } from '../world.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

let world: World;
beforeEach(() => {
  world = new World();
});
afterEach(() => world.close());

describe('alerts', () => {
  /** A drifting batch whose alert was decided on and not published. */
  async function leaveUnsent(): Promise<void> {
    await world.upload('baseline/train.csv', baselineCsv());
    world.start((ports) => ({
      ...ports,
      alerts: {
        publish: async () => {
          throw new Error('no network');
        },
      },
    }));
    await world.upload('production/drifted.csv', driftedCsv(1));
    expect(world.queue.deadLetters()).toMatchObject([{ queue: 'decide' }]);
    world.start();
  }

  test('one that was never sent is sent, once', async () => {
    await leaveUnsent();
    world.clock.wind(MINUTE);
    await world.sweep();
    expect(world.alertCounts()).toEqual({ 'drift.opened': 1 });
    world.clock.wind(15 * MINUTE);
    await world.sweep();
    expect(await world.pending()).toBe(0);
    expect(await world.documents('M#default', 'ALERT#')).toMatchObject([{ state: 'sent' }]);
  });

  test('one decided on a moment ago is left to its sender', async () => {
    await world.upload('baseline/train.csv', baselineCsv());
    let swept = false;
    world.start((ports) => ({
      ...ports,
      alerts: {
        publish: async (alert) => {
          // Another process sweeps just before this one publishes.
          if (!swept) {
            swept = true;
            await world.functions.sweep();
            expect(world.alerts()).toEqual([]);
          }
          return ports.alerts.publish(alert);
        },
      },
    }));
    await world.upload('production/drifted.csv', driftedCsv(1));
    expect(swept).toBe(true);
    expect(world.alertCounts()).toEqual({ 'drift.opened': 1 });
  });
});

describe('decisions', () => {
  /** A drifting batch whose decision failed until its message was a dead letter. */
  async function leaveUndecided(): Promise<void> {
    await world.upload('baseline/train.csv', baselineCsv());
    world.start((ports) => ({
      ...ports,
      records: {
        get: async (key) => {
          if (key.pk === 'MONITORS') throw new Error('throttled');
          return ports.records.get(key);
        },
        query: (pk, prefix, query) => ports.records.query(pk, prefix, query),
        transact: (writes) => ports.records.transact(writes),
      },
    }));
    await world.upload('production/drifted.csv', driftedCsv(1));
    expect(world.queue.deadLetters()).toMatchObject([{ queue: 'decide' }]);
  }

  test('one whose message is a dead letter is made after all, and people hear of it', async () => {
    await leaveUndecided();
    world.start();
    world.clock.wind(15 * MINUTE);
    await world.sweep();
    expect(await world.batches()).toMatchObject([{ decision: { change: 'opened' } }]);
    expect(world.alertCounts()).toEqual({ 'drift.opened': 1 });
    expect(await world.pending()).toBe(0);
  });

  test('one that can never be made holds up its monitor less and less', async () => {
    await leaveUndecided();
    for (let i = 0; i < 12 * 24; i++) {
      world.clock.wind(5 * MINUTE);
      await world.sweep();
    }
    // After 15, 30, 60 … minutes, with five deliveries each time: in a day seven times more.
    expect(world.queue.deadLetters()).toHaveLength(1 + 6);
  });
});

describe('files', () => {
  test('one whose message was lost goes on after its claim', async () => {
    await world.upload('baseline/train.csv', baselineCsv());
    const event = await world.store('production/a.csv', cleanCsv(1));
    world.start((ports) => ({ ...ports, objects: { ...ports.objects, read: () => new Promise(() => {}) } }));
    void world.functions.consumers.detect({ id: '1', body: JSON.stringify(event), attempt: 1 });
    while ((await world.pending()) === 0) await new Promise(setImmediate);
    world.start();
    await world.sweep();
    expect(await world.batches()).toEqual([]);
    world.clock.wind(LEASE_MS + 5 * MINUTE);
    await world.sweep();
    expect(await world.batches()).toMatchObject([{ verdict: 'ok' }]);
    expect(await world.pending()).toBe(0);
  });

  test('one that fails for ever is set aside in the end, and people hear of it', async () => {
    await world.upload('baseline/train.csv', baselineCsv());
    world.start((ports) => ({
      ...ports,
      objects: {
        ...ports.objects,
        read: async (ref, range) => {
          if (ref.key === 'production/a.csv') throw new Error('disk error');
          return ports.objects.read(ref, range);
        },
      },
    }));
    const event = await world.upload('production/a.csv', cleanCsv(1));
    const tries: number[] = [];
    for (let hour = 1; hour <= 8; hour++) {
      for (let i = 0; i < 12; i++) {
        world.clock.wind(5 * MINUTE);
        await world.sweep();
      }
      tries.push(world.errors.length);
    }
    expect(tries).toEqual([15, 20, 20, 20, 20, 20, 20, 20]);
    const claim = await world.ports.records.get(claimKey(claimIdOf(event)));
    expect(JSON.parse(claim?.json ?? '')).toMatchObject({ state: 'quarantined', tries: 20 });
    expect(world.alertCounts()).toEqual({ 'file.quarantined': 1 });
    expect(world.alerts()[0]?.text).toContain('could not be processed in 20 tries');
    expect(await world.pending()).toBe(0);
  });

  test('predictions that cannot be read back are given up in the end, and their record says why', async () => {
    await world.upload('baseline/train.csv', identifiedCsv(labelledCsv(baselineCsv()), 'b'));
    await world.upload('production/a.csv', identifiedCsv(cleanCsv(1), 'a'));
    world.start((ports) => ({
      ...ports,
      objects: {
        list: (bucket, prefix, page) => ports.objects.list(bucket, prefix, page),
        head: (ref) => ports.objects.head(ref),
        read: async (ref, range) => {
          if (ref.key.startsWith('predictions/')) throw new Error('bad gateway');
          return ports.objects.read(ref, range);
        },
        writeOnce: (artifact, content) => ports.objects.writeOnce(artifact, content),
      },
    }));
    await world.upload('labels/default/a.csv', labelsCsv('a', 0, 10));
    for (let i = 0; i < 5; i++) {
      world.clock.wind(6 * HOUR);
      await world.sweep();
    }
    expect(await world.performances()).toMatchObject([{ measured: null }]);
    expect((await world.performances())[0]?.refusal).toContain('could not be processed in 20 tries');
    expect(await world.pending()).toBe(0);
  });

  test.each([
    ['a model', 'baseline/train.csv', 'training.refused', 'models/'],
    ['predictions', 'production/a.csv', 'predictions.refused', 'predictions/'],
  ])(
    '%s that cannot be stored is given up in the end, and people hear of it',
    async (_, key, told, folder) => {
      const labelled = labelledCsv(baselineCsv());
      if (key.startsWith('production/')) await world.upload('baseline/train.csv', labelled);
      world.start((ports) => ({
        ...ports,
        objects: {
          list: (bucket, prefix, page) => ports.objects.list(bucket, prefix, page),
          head: (ref) => ports.objects.head(ref),
          read: (ref, range) => ports.objects.read(ref, range),
          writeOnce: async (artifact, content) => {
            if (artifact.startsWith(folder)) throw new Error('bad gateway');
            return ports.objects.writeOnce(artifact, content);
          },
        },
      }));
      await world.upload(key, key.startsWith('production/') ? cleanCsv(1) : labelled);
      for (let i = 0; i < 5; i++) {
        world.clock.wind(6 * HOUR);
        await world.sweep();
      }
      expect(world.alertCounts()).toEqual({ [told]: 1 });
      expect(world.alerts()[0]?.text).toContain('could not be processed in 20 tries');
      expect(await world.pending()).toBe(0);
    },
  );

  test('one that was set aside after it had reserved its content is judged when it is uploaded again', async () => {
    await world.upload('baseline/train.csv', baselineCsv());
    world.start((ports) => ({
      ...ports,
      objects: {
        list: (bucket, prefix, page) => ports.objects.list(bucket, prefix, page),
        head: (ref) => ports.objects.head(ref),
        read: (ref, range) => ports.objects.read(ref, range),
        writeOnce: async (key, bytes) => {
          // The report is stored, and the answer is lost.
          await ports.objects.writeOnce(key, bytes);
          throw new Error('bad gateway');
        },
      },
    }));
    await world.upload('production/a.csv', driftedCsv(1));
    for (let i = 0; i < 5; i++) {
      world.clock.wind(6 * HOUR);
      await world.sweep();
    }
    expect(world.alertCounts()).toEqual({ 'file.quarantined': 1 });
    world.start();
    await world.upload('production/b.csv', driftedCsv(1));
    expect(await world.batches()).toMatchObject([{ state: 'judged', order: { key: 'production/b.csv' } }]);
    expect(world.alertCounts()).toEqual({ 'file.quarantined': 1, 'drift.opened': 1 });
    await world.upload('production/c.csv', driftedCsv(1));
    expect((await world.batches()).map(({ state }) => state)).toEqual(['judged', 'duplicate']);
  });

  test('one that waits for its baseline is told of after a quarter of an hour, once a monitor', async () => {
    await world.upload('production/a.csv', cleanCsv(1));
    await world.upload('production/b.csv', cleanCsv(2));
    world.clock.wind(14 * MINUTE);
    await world.sweep();
    expect(world.alerts()).toEqual([]);
    for (let i = 0; i < 3; i++) {
      world.clock.wind(10 * MINUTE);
      await world.sweep();
    }
    expect(world.alertCounts()).toEqual({ 'baseline.missing': 1 });
    expect(world.alerts()[0]?.text).toContain('baseline/default/');
  });

  test('hundreds that wait for one baseline cost one question and one word a sweep', async () => {
    for (let i = 0; i < 200; i++) await world.upload(`production/${i}.csv`, 'a\n1\n');
    world.clock.wind(20 * MINUTE);
    const asked: string[] = [];
    const sent: string[] = [];
    world.start((ports) => ({
      ...ports,
      records: {
        get: (key) => {
          asked.push(key.sk);
          return ports.records.get(key);
        },
        query: (pk, prefix, query) => ports.records.query(pk, prefix, query),
        transact: (writes) => ports.records.transact(writes),
      },
      queue: {
        send: async (name, body, options) => {
          sent.push(name);
          await ports.queue.send(name, body, options);
        },
      },
    }));
    await world.functions.sweep();
    expect(asked).toEqual(['CHAMPION', 'CLAIM']);
    expect(sent).toEqual(['decide']);
  });

  test('hundreds that wait do not hold up the decision that takes them up; the sweep takes up the rest', async () => {
    for (let i = 0; i < 501; i++) await world.upload(`production/${i}.csv`, `a\n${i}\n`);
    const sent: string[] = [];
    world.start((ports) => ({
      ...ports,
      queue: {
        send: async (name, body, options) => {
          sent.push(name);
          if (name !== 'detect') await ports.queue.send(name, body, options);
        },
      },
    }));
    const took = () => sent.splice(0).filter((name) => name === 'detect').length;
    await world.upload('baseline/train.csv', baselineCsv());
    expect(took()).toBe(500);
    await world.functions.sweep();
    expect(took()).toBe(501);
  });

  test('one that missed its baseline\u2019s landing is taken up', async () => {
    const event = await world.upload('production/a.csv', cleanCsv(1));
    // The baseline lands, and the message that takes the batch up is lost.
    world.start((ports) => ({
      ...ports,
      queue: {
        send: async (name, body, options) => {
          if (name !== 'detect') await ports.queue.send(name, body, options);
        },
      },
    }));
    await world.upload('baseline/train.csv', baselineCsv());
    world.start();
    expect(await world.batches()).toEqual([]);
    await world.sweep();
    expect(await world.batches()).toMatchObject([{ order: { key: event.key }, verdict: 'ok' }]);
  });
});

describe('silence', () => {
  beforeEach(async () => {
    await world.upload('monitors/default.json', '{"expectEvery":"24h"}');
    await world.upload('baseline/train.csv', baselineCsv());
    await world.upload('production/a.csv', cleanCsv(1));
  });

  test('is told when it is longer than expectEvery, not before', async () => {
    world.clock.wind(24 * HOUR);
    await world.sweep();
    expect(world.alerts()).toEqual([]);
    world.clock.wind(1);
    await world.sweep();
    expect(world.alertCounts()).toEqual({ 'data.missing': 1 });
    expect(world.alerts()[0]?.subject).toBe('Driftline: no data for default');
  });

  test('is told once, and once more when data came and stopped again', async () => {
    for (let i = 0; i < 3; i++) {
      world.clock.wind(25 * HOUR);
      await world.sweep();
    }
    expect(world.alertCounts()).toEqual({ 'data.missing': 1 });
    await world.upload('production/b.csv', cleanCsv(2));
    world.clock.wind(25 * HOUR);
    await world.sweep();
    expect(world.alertCounts()).toEqual({ 'data.missing': 2 });
  });

  test('is not told where nothing is expected', async () => {
    await world.upload('monitors/default.json', '{}');
    world.clock.wind(1000 * HOUR);
    await world.sweep();
    expect(world.alerts()).toEqual([]);
  });
});

test('what fails does not keep the rest waiting', async () => {
  await world.upload('production/a.csv', cleanCsv(1));
  await world.upload('production/other/b.csv', cleanCsv(2));
  world.clock.wind(20 * MINUTE);
  const first = (await world.ports.records.query('PENDING', '')).records[0]?.json ?? '';
  world.start((ports) => ({
    ...ports,
    records: {
      get: async (key) => {
        if (key.pk === `CLAIM#${JSON.parse(first).claimId}`) throw new Error('throttled');
        return ports.records.get(key);
      },
      query: (pk, prefix, query) => ports.records.query(pk, prefix, query),
      transact: (writes) => ports.records.transact(writes),
    },
  }));
  await expect(world.functions.sweep()).rejects.toThrow('1 of the things swept failed');
  await world.settle();
  expect(world.alerts().map(({ json }) => json.monitor)).toEqual(['other']);
});

test('a record of another version keeps nothing else waiting', async () => {
  await world.upload('production/a.csv', cleanCsv(1));
  await world.ports.records.transact([
    { op: 'put', pk: 'PENDING', sk: '2000', json: '{"kind":"from-the-future"}' },
    { op: 'put', pk: 'MONITORS', sk: 'a', json: '{}' },
  ]);
  world.clock.wind(20 * MINUTE);
  await expect(world.functions.sweep()).rejects.toThrow('2 of the things swept failed');
  await world.settle();
  expect(world.alertCounts()).toEqual({ 'baseline.missing': 1 });
});

test.each([
  ['30m', 30 * MINUTE],
  ['24h', 24 * HOUR],
  ['7d', 168 * HOUR],
])('durationMs(%s)', (text, ms) => {
  expect(durationMs(text)).toBe(ms);
});
