import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openDatabase } from '../../../../functions/adapters/local/database.ts';
import { LocalObjects } from '../../../../functions/adapters/local/objects.ts';
import type { ObjectEvent } from '../../../../functions/object-event.ts';
import { FakeClock } from '../../fake-clock.ts';

const bytes = (text: string) => [new TextEncoder().encode(text)];

let folder: string;
let clock: FakeClock;
let objects: LocalObjects;
const open = () =>
  new LocalObjects(openDatabase(join(folder, 'state.sqlite')), join(folder, 'objects'), clock);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'driftline-objects-'));
  clock = new FakeClock();
  objects = open();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function announced(): Promise<ObjectEvent[]> {
  const events: ObjectEvent[] = [];
  await objects.announce(async (event) => {
    events.push(event);
  });
  return events;
}

describe('upload', () => {
  test('a later version sorts after an earlier one, also in one millisecond, after a restart, and when the clock was set back', async () => {
    const versions: string[] = [];
    for (const wind of [0, 0, 1, -5000, 0]) {
      clock.wind(wind);
      objects = open();
      versions.push((await objects.upload('k', bytes('x'))).versionId);
      versions.push((await objects.upload('k', bytes('x'))).versionId);
    }
    expect(versions).toEqual([...versions].sort());
    expect(new Set(versions).size).toBe(10);
  });

  test('is announced until its delivery has succeeded, in the order of uploads', async () => {
    const first = await objects.upload('production/a.csv', bytes('1'));
    const second = await objects.upload('baseline/b.csv', bytes('2'));
    const failing = objects.announce(async () => {
      throw new Error('no queue');
    });
    await expect(failing).rejects.toThrow('no queue');
    objects = open();
    expect(await announced()).toEqual([
      { bucket: 'inputs', key: 'production/a.csv', versionId: first.versionId },
      { bucket: 'inputs', key: 'baseline/b.csv', versionId: second.versionId },
    ]);
    expect(await announced()).toEqual([]);
  });

  test('an artifact is never announced', async () => {
    await objects.writeOnce('reports/a.json', new Uint8Array(1));
    expect(await announced()).toEqual([]);
  });

  test('remembers the source of the newest version', async () => {
    expect(objects.newestSource('k')).toBeNull();
    await objects.upload('k', bytes('1'), '1 byte, noon');
    await objects.upload('k', bytes('2'), '1 byte, one o\u2019clock');
    expect(open().newestSource('k')).toBe('1 byte, one o\u2019clock');
  });

  test('one that breaks off leaves nothing behind', async () => {
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield new Uint8Array(10);
      throw new Error('disk pulled');
    }
    await expect(objects.upload('k', broken())).rejects.toThrow('disk pulled');
    expect(readdirSync(join(folder, 'objects', 'inputs'))).toEqual([]);
    expect((await objects.list('inputs', '')).objects).toEqual([]);
  });

  test('keys that no file system takes are keys', async () => {
    for (const key of [
      '../../etc/passwd',
      'a/../b',
      `${'é'.repeat(500)}.csv`,
      'CON',
      'a',
      'A',
      'a/b',
      'a:b?*"<>|',
    ]) {
      await objects.upload(key, bytes(key));
      expect((await objects.head({ bucket: 'inputs', key })).key).toBe(key);
    }
    expect(readdirSync(folder).sort()).toContain('objects');
  });
});
