import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { World } from '../world.ts';
import { quotedCsv, trapRows } from './quoted-csv.ts';
import { LIMITS, SpreadWorld } from './spread-world.ts';
import { PAYLOAD_BYTES_MAX } from './state-machine.ts';

const BASELINE = quotedCsv(900);
const HEADER_CHARS = BASELINE.indexOf('\n') + 1;
const KEY = 'production/june.csv';

let spread: SpreadWorld;
let world: World;

beforeEach(async () => {
  spread = new SpreadWorld();
  world = spread.world;
  await world.upload('baseline/train.csv', BASELINE);
});
afterEach(() => world.close());

/** The report that one reader makes of the same file. */
async function reportOfOne(content: string | Uint8Array) {
  const one = new World();
  try {
    await one.upload('baseline/train.csv', BASELINE);
    await one.upload(KEY, content);
    const [key] = await one.reports();
    return key === undefined ? null : JSON.parse(await one.artifact(key));
  } finally {
    one.close();
  }
}

// biome-ignore lint/suspicious/noExplicitAny: read key by key.
type Report = any;

/** Without what hangs on the digest, whose parts are smaller here, and estimates made of sums of doubles. */
function comparable({ runId, baseline, current: { sha256, versionId, ...current }, ...report }: Report) {
  const features = report.features.map(({ wasserstein, ...feature }: Report) => feature);
  return { ...report, current, features };
}

/** SHA-256 over those of the parts, written once more. */
function digestOf(bytes: Uint8Array, partBytes: number): string {
  const parts: Buffer[] = [];
  for (let i = 0; i < bytes.length; i += partBytes) {
    parts.push(
      createHash('sha256')
        .update(bytes.subarray(i, i + partBytes))
        .digest(),
    );
  }
  return createHash('sha256').update(Buffer.concat(parts)).digest('hex');
}

describe('a batch that many read', () => {
  test.each([
    ['quoted line breaks', quotedCsv(1000, { seed: 1 }), 4096],
    ['ranges of a few rows', quotedCsv(300, { seed: 1 }), 1000],
    ['CRLF, and a range for all of it', quotedCsv(400, { seed: 1, lineBreak: '\r\n' }), 1_000_000],
    ['bytes that are no UTF-8', withByte(quotedCsv(900), 20_000, 0xff), 6000],
  ])('has the report that one reader makes of it: %s', async (_what, content, partBytes) => {
    spread.limits = { ...LIMITS, partBytes };
    const { execution } = await spread.upload(KEY, content);
    expect(execution.status).toBe('SUCCEEDED');
    const report = await spread.report();
    expect(comparable(report)).toEqual(comparable(await reportOfOne(content)));
    const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
    expect(report.current.sha256).toBe(
      partBytes < bytes.length
        ? digestOf(bytes, partBytes)
        : createHash('sha256').update(bytes).digest('hex'),
    );
    expect(report.current.rows).toBeGreaterThanOrEqual(300);
    expect(await world.batches()).toMatchObject([{ state: 'judged', verdict: report.verdict, decision: {} }]);
    expect(await world.pending()).toBe(0);
  });

  test('is merged in a tree where it has many ranges', async () => {
    spread.limits = { ...LIMITS, partBytes: 1000 };
    const { execution } = await spread.upload(KEY, quotedCsv(1200, { seed: 1 }));
    expect(spread.count('tally')).toBeGreaterThan(33);
    expect(spread.count('merge')).toBe(Math.ceil(spread.count('tally') / 32));
    expect(execution.path).toEqual(['Plan', 'Planned', 'Tally', 'Mend', 'Mended', 'Merge', 'Judge', 'Done']);
  });

  test('is mended where ranges began within quotes', async () => {
    const content = `${quotedCsv(300)}${trapRows()}${quotedCsv(300).slice(HEADER_CHARS)}`;
    spread.limits = { ...LIMITS, partBytes: 40_000 };
    await spread.upload(KEY, content);
    expect(spread.count('mend')).toBeGreaterThan(1);
    expect(comparable(await spread.report())).toEqual(comparable(await reportOfOne(content)));
  });

  test('a smaller one is read by one, as ever', async () => {
    spread.start(1e6);
    await world.upload(KEY, quotedCsv(200));
    expect(spread.started).toEqual([]);
    expect(await world.reports()).toHaveLength(1);
  });

  test('one that is compressed cannot be cut, and is read by one too', async () => {
    await world.upload('production/june.csv.gz', gzipSync(quotedCsv(1000, { seed: 1 })));
    expect(spread.started).toEqual([]);
    expect(await world.batches()).toMatchObject([{ state: 'judged', verdict: 'drift', rows: 1000 }]);
  });

  test('the same content again is a duplicate', async () => {
    await spread.upload(KEY, quotedCsv(300, { seed: 1 }));
    const { execution } = await spread.upload('production/again.csv', quotedCsv(300, { seed: 1 }));
    expect(execution.status).toBe('SUCCEEDED');
    expect(await world.reports()).toHaveLength(1);
    expect((await world.batches()).map(({ state }) => state)).toEqual(['judged', 'duplicate']);
  });

  test('a batch before its baseline waits, and is read by many when that lands', async () => {
    await world.upload('production/early/june.csv', quotedCsv(300, { seed: 1 }));
    expect(spread.started).toEqual([]);
    await world.upload('baseline/early/train.csv', BASELINE);
    await spread.run(spread.started[0]!);
    expect(await world.batches('early')).toMatchObject([{ state: 'judged', verdict: 'drift' }]);
  });
});

describe('a batch that cannot be read', () => {
  const rows = (content: string) => content.split('\n');
  test.each([
    [
      'a row that is too long, far behind',
      [...rows(quotedCsv(600)).slice(0, -1), '1,x,2,3,4', '1,x,2,3', ''].join('\n'),
    ],
    ['two broken rows, of which the first is told', broken(quotedCsv(600), [200, 400])],
    ['a quote that never closes', `${quotedCsv(600)}1,"open,2,3\n${quotedCsv(30).slice(HEADER_CHARS)}`],
    ['columns that the baseline does not have', quotedCsv(300).replace('amount,note,age,rate', 'a,b,c,d')],
    ['two columns of one name', quotedCsv(300).replace('amount,note', 'note,note')],
  ])('is set aside with the words that one reader has for it: %s', async (_what, content) => {
    const one = new World();
    await one.upload('baseline/train.csv', BASELINE);
    await one.upload(KEY, content);
    const refusal = async (of: World) =>
      (await of.documents<{ refusal: object }>('M#default', 'QUARANTINE#')).map((record) => record.refusal);
    const { execution } = await spread.upload(KEY, content);
    expect(execution.status).toBe('SUCCEEDED');
    expect(await refusal(one)).toHaveLength(1);
    expect(await refusal(world)).toEqual(await refusal(one));
    expect(world.alertCounts()).toEqual({ 'file.quarantined': 1 });
    expect(await world.reports()).toEqual([]);
    one.close();
  });
});

test('what passes between states of the largest run is within the limit of Step Functions', async () => {
  // A thousand ranges of an object of 50 TB, each with the longest numbers it can have.
  const range = (i: number) => ({ from: 49_000_000_000_000 + i, to: 49_000_000_000_001 + i });
  const ranges = Array.from({ length: 1000 }, (_, i) => range(i));
  const part = { sha256: 'f'.repeat(64), rows: 2_000_000_000, lines: 2_000_000_000 };
  const run = { claim: 'f'.repeat(32), tries: 20 };
  const parts = ranges.map((one) => ({ ...one, ...part }));
  const execution = await spread.run(run, async ({ step, range: one }) => {
    if (step === 'plan') return { next: 'tally', ranges };
    if (step === 'mend') return { run, next: 'merge', groups: [parts] };
    return { ...one, ...part };
  });
  expect(execution.status).toBe('SUCCEEDED');
  expect(execution.payloadBytes).toBeGreaterThan(200_000);
  expect(execution.payloadBytes).toBeLessThan(PAYLOAD_BYTES_MAX);
});

function withByte(content: string, at: number, byte: number): Uint8Array {
  const bytes = new TextEncoder().encode(content);
  const letter = bytes.indexOf('p'.charCodeAt(0), at);
  bytes[letter] = byte;
  return bytes;
}

/** With a cell too many on the first plain rows behind these lines. */
function broken(content: string, lines: readonly number[]): string {
  const all = content.split('\n');
  for (const line of lines) {
    const at = all.findIndex((row, i) => i > line && /^[\d.]+,plain,/.test(row));
    all[at] += ',9';
  }
  return all.join('\n');
}
