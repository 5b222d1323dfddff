import { runInNewContext } from 'node:vm';
import { build } from 'esbuild';
import { beforeAll, describe, expect, it } from 'vitest';

let script = '';

beforeAll(async () => {
  const { outputFiles } = await build({
    stdin: {
      contents: `
        import { parseSettings } from './shared/config/parse-settings.ts';
        import { readBaseline } from './shared/profile/read-baseline.ts';
        import { readBatch } from './shared/tally/read-batch.ts';
        import { tallyToJson } from './shared/tally/tally-json.ts';
        globalThis.read = async (baseline, batch) => {
          async function* source(bytes) { yield bytes; }
          const settings = parseSettings({});
          const profile = await readBaseline(source(baseline), settings, { name: 'a.csv' });
          return tallyToJson(await readBatch(source(batch), profile, settings, { name: 'b.csv' }));
        };`,
      resolveDir: process.cwd(),
    },
    bundle: true,
    write: false,
    format: 'iife',
    platform: 'browser',
    target: 'es2023',
  });
  script = outputFiles[0]!.text;
});

const utf8 = (rows: readonly string[]) => new TextEncoder().encode(`x,level\n${rows.join('\n')}\n`);
const BASELINE = utf8(Array.from({ length: 100 }, (_, i) => `${i * 1.5},${'abc'[i % 3]}`));
/** Long enough for the engine to be worth its start. */
const BATCH = utf8(
  Array.from({ length: 100_000 }, (_, i) => ['3,a', '4.25,"b"', 'NA,c', 'oops,new', '1e3,a'][i % 5]!),
);

interface Api {
  compile(bytes: Uint8Array): Promise<object>;
  Instance: unknown;
}
const { compile, Instance } = (globalThis as unknown as { WebAssembly: Api }).WebAssembly;
const api = { compile, Instance };

/** A page with nothing of Node, and with this for WebAssembly. */
function tallyOnPage(webAssembly: object | undefined): Promise<string> {
  const page: Record<string, unknown> = {
    TextDecoder,
    TextEncoder,
    Uint8Array,
    atob,
    console,
    given: webAssembly,
  };
  runInNewContext(`globalThis.WebAssembly = given; ${script}`, page);
  return (page.read as (baseline: Uint8Array, batch: Uint8Array) => Promise<string>)(BASELINE, BATCH);
}

describe('readBaseline and readBatch', () => {
  it('come to the same on a page with WebAssembly, without it, and where its policy forbids it', async () => {
    let compiled = 0;
    const counting = {
      ...api,
      compile: (bytes: Uint8Array) => {
        compiled++;
        return api.compile(bytes);
      },
    };
    const forbidding = { ...api, compile: () => Promise.reject(new Error('unsafe-eval')) };
    const [scanned, forbidden, without] = [
      await tallyOnPage(counting),
      await tallyOnPage(forbidding),
      await tallyOnPage(undefined),
    ];
    expect(compiled).toBe(1);
    expect(JSON.parse(scanned).rows).toBe(100_000);
    expect(forbidden).toBe(scanned);
    expect(without).toBe(scanned);
  });
});
