import { truncateSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { beforeAll, describe, expect, it } from 'vitest';
import { digestOfParts, PartDigest } from '../../../functions/digest.ts';
import { fileChunks } from '../../../infra/cli/file-chunks.ts';
import { RangeWorkers } from '../../../infra/cli/range-workers.ts';
import { parseSettings } from '../../../shared/config/parse-settings.ts';
import { readBaseline } from '../../../shared/profile/read-baseline.ts';
import { seededRandom } from '../../../shared/stats/random.ts';
import { readBatchInRanges } from '../../../shared/tally/ranges/read-in-ranges.ts';
import { readBatch } from '../../../shared/tally/read-batch.ts';
import { tallyToJson } from '../../../shared/tally/tally-json.ts';
import { temporaryFolder } from './temporary-folder.ts';

const folder = temporaryFolder();
const settings = parseSettings({});
const script = pathToFileURL(folder.at('range-worker.mjs'));

beforeAll(async () => {
  await build({
    entryPoints: ['infra/cli/range-worker.ts'],
    outfile: folder.at('range-worker.mjs'),
    bundle: true,
    platform: 'node',
    format: 'esm',
  });
});

/** Halves are dyadic, so that sums of them do not depend on their order. */
function csv(rows: number, seed: number, misfits = 0): string {
  const random = seededRandom(seed);
  const lines = Array.from({ length: rows }, () => {
    const note = random.uniform() < 0.1 ? '"two\nlines, ""quoted"""' : 'abc'[random.integer(3)];
    return `${random.integer(400) / 2},${random.uniform() < misfits ? 'oops' : random.integer(50)},${note}`;
  });
  return `x,steps,note\n${lines.join('\n')}\n`;
}

const BASELINE = folder.put('baseline.csv', csv(500, 1));
const text = csv(30_000, 2, 0.01);
const BATCH = folder.put('batch.csv', text);
const size = Buffer.byteLength(text);
/** Many parts, none of which begins where a range does. */
const PART_BYTES = 10_007;
const profile = await readBaseline(fileChunks(BASELINE), settings, { name: BASELINE });

function digestsOf(bytes: Uint8Array): readonly Uint8Array[] {
  const digest = new PartDigest(PART_BYTES);
  digest.update(bytes);
  return digest.finish();
}

/** Reads a file on so many threads, this one included. */
async function readOnThreads(
  path: string,
  threads: number,
  { waitFirst, signal = new AbortController().signal, onProgress = () => {}, from = script } = {} as {
    waitFirst?: Promise<unknown>;
    signal?: AbortSignal;
    onProgress?: (progress: { bytes: number; rows: number }) => void;
    from?: URL;
  },
  bytes = size,
) {
  const workers = new RangeWorkers({ path, size: bytes }, threads - 1, {
    script: from,
    partBytes: PART_BYTES,
  });
  let sha256 = '';
  await waitFirst;
  const file = { size: bytes, read: (range: { from: number; to: number }) => fileChunks(path, range) };
  try {
    const tally = await readBatchInRanges(file, profile, settings, {
      name: path,
      partBytes: Math.ceil(bytes / threads),
      tallyAll: async (tasks) => {
        const read = await workers.read(tasks, profile, { onProgress, signal });
        sha256 = read.sha256;
        return read.tallies;
      },
    });
    return { tally, sha256 };
  } finally {
    await workers.stop();
  }
}

describe('RangeWorkers', () => {
  it.each([1, 2, 3])('read on %d threads what one reader reads', async (threads) => {
    const whole = await readBatch(fileChunks(BATCH), profile, settings, { name: BATCH });
    const { tally, sha256 } = await readOnThreads(BATCH, threads);
    expect(whole.features.map(({ unparsable }) => unparsable.count)).toEqual([0, 305, 0]);
    expect(tallyToJson(tally)).toBe(tallyToJson(whole));
    expect(sha256).toBe(digestOfParts(digestsOf(Buffer.from(text))));
  });

  it.each([0, 30, 300])('digest every part once, asked after %d ms', async (ms) => {
    const { sha256 } = await readOnThreads(BATCH, 3, { waitFirst: setTimeout(ms) });
    expect(sha256).toBe(digestOfParts(digestsOf(Buffer.from(text))));
  });

  it('digest all of a file that cannot be cut, which one of them reads', async () => {
    const words = `x,steps,note\n1,2,"${'word\n'.repeat(18_000)}"\n`;
    const path = folder.put('one-row.csv', words);
    const { tally, sha256 } = await readOnThreads(path, 3, { waitFirst: setTimeout(200) }, words.length);
    expect(tally.rows).toBe(1);
    expect(sha256).toBe(digestOfParts(digestsOf(Buffer.from(words))));
  });

  it('say together how far they have come', async () => {
    const seen: { bytes: number; rows: number }[] = [];
    await readOnThreads(BATCH, 2, { onProgress: (progress) => seen.push(progress) });
    expect(seen.at(-1)).toEqual({ bytes: size - 'x,steps,note\n'.length, rows: 30_000 });
    expect(seen.every(({ bytes }, i) => i === 0 || bytes >= seen[i - 1]!.bytes)).toBe(true);
  });

  it('end with the reason of the signal, wherever they are', async () => {
    const stop = new AbortController();
    const onProgress = () => stop.abort(new Error('enough'));
    await expect(readOnThreads(BATCH, 3, { signal: stop.signal, onProgress })).rejects.toThrow('enough');
    await expect(readOnThreads(BATCH, 3, { signal: AbortSignal.abort(new Error('no')) })).rejects.toThrow(
      'no',
    );
  });

  it('refuse a file that becomes shorter while it is read, in a sentence', async () => {
    const path = folder.put('shrinking.csv', text);
    truncateSync(path, Math.floor(0.9 * size));
    await expect(readOnThreads(path, 2)).rejects.toMatchObject({
      name: 'UnreadableError',
      message: expect.stringContaining('has become shorter while it was read'),
    });
  });

  it('pass on why a thread could not start, or end without an answer', async () => {
    const missing = pathToFileURL(folder.at('none.mjs'));
    await expect(readOnThreads(BATCH, 2, { from: missing })).rejects.toThrow(/Cannot find module/);
    const silent = pathToFileURL(folder.put('silent.mjs', ''));
    await expect(readOnThreads(BATCH, 2, { from: silent })).rejects.toThrow(/ended with code 0, unasked/);
  });

  it('refuse more ranges than there are threads', async () => {
    const workers = new RangeWorkers({ path: BATCH, size }, 0, { script });
    await expect(
      workers.read([], profile, { onProgress: () => {}, signal: new AbortController().signal }),
    ).rejects.toThrow('From 1 to 1 ranges can be read at once, not 0');
  });
});
