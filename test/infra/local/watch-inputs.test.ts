import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { watchInputs } from '../../../infra/local/watch-inputs.ts';

const COMPLETE_AFTER_MS = 200;

interface Upload {
  key: string;
  text: string;
}

let folder: string;
let uploads: Upload[];
let errors: string[];
let sources: Map<string, string>;
let failure: Error | null;
let watching: { stop(): Promise<void> } | null;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'driftline-inputs-'));
  mkdirSync(join(folder, 'production'));
  uploads = [];
  errors = [];
  sources = new Map();
  failure = null;
  watching = null;
});

afterEach(async () => {
  await watching?.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function start(onChunk: () => void = () => {}): Promise<void> {
  watching = await watchInputs({
    folder,
    completeAfterMs: COMPLETE_AFTER_MS,
    target: {
      newestSource: (key) => sources.get(key) ?? null,
      upload: async (key, chunks, source) => {
        if (failure !== null) throw failure;
        const parts: Uint8Array[] = [];
        for await (const chunk of chunks) {
          parts.push(chunk);
          onChunk();
        }
        uploads.push({ key, text: Buffer.concat(parts).toString('utf8') });
        sources.set(key, source);
      },
    },
    onUpload: async () => {},
    onError: (error) => errors.push((error as Error).message),
  });
}

const path = (key: string) => join(folder, ...key.split('/'));
const keys = () => uploads.map(({ key }) => key).sort();
const uploaded = (count: number) =>
  vi.waitFor(() => expect(uploads.length).toBeGreaterThanOrEqual(count), { timeout: 8000, interval: 20 });
/** Long enough for an upload that must not happen. */
const settled = () => pause(COMPLETE_AFTER_MS + 250);

describe('a file copied into the folder', () => {
  test('is uploaded under its path, once', async () => {
    await start();
    writeFileSync(path('production/june.csv'), 'a\n1\n');
    await uploaded(1);
    await settled();
    expect(uploads).toEqual([{ key: 'production/june.csv', text: 'a\n1\n' }]);
  });

  test('is uploaded whole when it comes in pieces, with pauses shorter than the wait', async () => {
    await start();
    const text = ['a\n', '1\n', '2\n', '3\n', '4\n', '5\n'];
    for (const piece of text) {
      appendFileSync(path('production/slow.csv'), piece);
      await pause(COMPLETE_AFTER_MS / 2);
    }
    await uploaded(1);
    await settled();
    expect(uploads).toEqual([{ key: 'production/slow.csv', text: text.join('') }]);
  });

  test('is uploaded when it is renamed into place', async () => {
    await start();
    writeFileSync(path('production/.june.csv.part'), 'a\n1\n');
    await settled();
    renameSync(path('production/.june.csv.part'), path('production/june.csv'));
    await uploaded(1);
    expect(keys()).toEqual(['production/june.csv']);
  });

  test('is a new version when it is overwritten, also by a file of the same size', async () => {
    await start();
    writeFileSync(path('production/june.csv'), 'a\n1\n');
    await uploaded(1);
    writeFileSync(path('production/june.csv'), 'a\n2\n');
    await uploaded(2);
    expect(uploads.map(({ text }) => text)).toEqual(['a\n1\n', 'a\n2\n']);
  });

  test('is uploaded again when it is touched: that is how to have it judged anew', async () => {
    await start();
    writeFileSync(path('production/june.csv'), 'a\n1\n');
    await uploaded(1);
    utimesSync(path('production/june.csv'), new Date(), new Date(Date.now() + 5000));
    await uploaded(2);
    expect(uploads[1]).toEqual(uploads[0]);
  });

  test('keeps odd names, sub-folders and endings as they are', async () => {
    const odd = [
      'production/with space.csv',
      'production/a+b%20c%2F.csv',
      'production/größe-数据.csv',
      'production/UPPER.CSV',
      'production/book.xlsx',
      'production/churn/2026/06/june.csv',
      "production/quote's & <b>.csv",
    ];
    await start();
    mkdirSync(path('production/churn/2026/06'), { recursive: true });
    for (const key of odd) writeFileSync(path(key), key);
    await uploaded(odd.length);
    expect(keys()).toEqual([...odd].sort());
  });

  test('is found in a folder that was made a moment before, however short the moment', async () => {
    await start();
    const monitors = Array.from({ length: 40 }, (_, i) => `monitor-${i}`);
    for (const [i, monitor] of monitors.entries()) {
      mkdirSync(path(`production/${monitor}`));
      await pause(i % 10);
      writeFileSync(path(`production/${monitor}/june.csv`), monitor);
    }
    await uploaded(monitors.length);
    expect(keys()).toEqual(monitors.map((monitor) => `production/${monitor}/june.csv`).sort());
  });

  test('is left alone when it is hidden or a lock, a backup or half a download', async () => {
    await start();
    const names = ['.hidden.csv', '.DS_Store', '~$june.xlsx', 'june.csv~', 'june.csv.part', 'x.CRDOWNLOAD'];
    for (const name of names) writeFileSync(path(`production/${name}`), 'a\n1\n');
    writeFileSync(path('production/june.csv'), 'a\n1\n');
    await uploaded(1);
    await settled();
    expect(keys()).toEqual(['production/june.csv']);
  });

  test('is found when it was copied while nobody watched, and not uploaded again at the next start', async () => {
    writeFileSync(path('production/june.csv'), 'a\n1\n');
    await start();
    await uploaded(1);
    await watching?.stop();
    await start();
    await settled();
    expect(keys()).toEqual(['production/june.csv']);
  });

  test('is uploaded after those that were written before it, whatever their names', async () => {
    const names = ['d', 'b', 'e', 'a', 'c'];
    for (const [i, name] of names.entries()) {
      writeFileSync(path(`production/${name}.csv`), name);
      utimesSync(path(`production/${name}.csv`), i, i);
    }
    await start();
    await uploaded(names.length);
    expect(uploads.map(({ text }) => text)).toEqual(names);
  });

  test('that is written to while it is read is read again, and only its last state is uploaded', async () => {
    let once = true;
    await start(() => {
      if (once) appendFileSync(path('production/june.csv'), '2\n');
      once = false;
    });
    writeFileSync(path('production/june.csv'), 'a\n1\n');
    await uploaded(1);
    await settled();
    expect(uploads).toEqual([{ key: 'production/june.csv', text: 'a\n1\n2\n' }]);
    expect(errors).toEqual([]);
  });
});

describe('what is no file to upload', () => {
  test('a folder named like a CSV is none', async () => {
    await start();
    mkdirSync(path('production/folder.csv'));
    await settled();
    expect(uploads).toEqual([]);
    expect(errors).toEqual([]);
  });

  test('a file taken away before it is complete is forgotten; one taken away later stays uploaded', async () => {
    await start();
    writeFileSync(path('production/gone.csv'), 'a\n1\n');
    writeFileSync(path('production/kept.csv'), 'a\n1\n');
    await pause(COMPLETE_AFTER_MS / 2);
    rmSync(path('production/gone.csv'));
    await uploaded(1);
    rmSync(path('production/kept.csv'));
    await settled();
    expect(keys()).toEqual(['production/kept.csv']);
    expect(errors).toEqual([]);
  });
});

test('a file that cannot be uploaded is complained of once, and uploaded when it can be', async () => {
  await start();
  failure = new Error('EACCES: permission denied');
  writeFileSync(path('production/june.csv'), 'a\n1\n');
  await vi.waitFor(() => expect(errors).toHaveLength(1), { timeout: 3000 });
  await pause(2500);
  failure = null;
  await uploaded(1);
  expect(errors).toEqual(['EACCES: permission denied']);
  expect(keys()).toEqual(['production/june.csv']);
});
