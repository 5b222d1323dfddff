import { runInNewContext } from 'node:vm';
import { build } from 'esbuild';
import { expect, it } from 'vitest';

it('readCsv runs where there is nothing of Node: no modules, no Buffer, no process', async () => {
  const { outputFiles } = await build({
    stdin: {
      contents: `
        import { readCsv } from './shared/csv/read-csv.ts';
        async function read(bytes) {
          async function* source() { yield bytes; }
          const { header, blocks } = await readCsv(source(), { name: 'a.csv' });
          const columns = [];
          for await (const block of blocks) columns.push(...block.columns);
          return JSON.stringify({ header, columns });
        }
        globalThis.read = read;`,
      resolveDir: process.cwd(),
    },
    bundle: true,
    write: false,
    format: 'iife',
    platform: 'browser',
    target: 'es2023',
  });
  const page: { read?: (bytes: Uint8Array) => Promise<string> } & Record<string, unknown> = {
    TextDecoder,
    TextEncoder,
    Uint8Array,
    console,
  };
  runInNewContext(outputFiles[0]!.text, page);
  const read = page.read!;
  const bytes = new TextEncoder().encode('a,b\n1,"x, é"\n2,y\n');
  expect(JSON.parse(await read(bytes))).toEqual({
    header: ['a', 'b'],
    columns: [
      ['1', '2'],
      ['x, é', 'y'],
    ],
  });
});
