// Bundles the command into dist/: one entry and a chunk for each command, so that none loads what it does not need.
import { rm } from 'node:fs/promises';
import { build } from 'esbuild';

await rm('dist', { recursive: true, force: true });
await build({
  entryPoints: { 'cli/driftline': 'infra/cli/driftline.ts' },
  outdir: 'dist',
  bundle: true,
  splitting: true,
  platform: 'node',
  target: 'node20.19',
  format: 'esm',
  chunkNames: 'chunks/[name]-[hash]',
  sourcemap: 'linked',
  legalComments: 'linked',
  // Native binaries cannot be bundled.
  external: ['libsql'],
  logLevel: 'warning',
});
