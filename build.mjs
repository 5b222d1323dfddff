// Bundles into dist/ the command, as one entry and a chunk for each subcommand so that none loads what it does not
// need, and the Lambda functions, each as one file that holds all it needs.
import { rm } from 'node:fs/promises';
import { build } from 'esbuild';

const common = {
  bundle: true,
  platform: 'node',
  format: 'esm',
  sourcemap: 'linked',
  legalComments: 'linked',
  logLevel: 'warning',
};

/** Kilobytes that a function's code may have. A container reads all of it before its first message. */
const FUNCTION_KB_MAX = { settings: 660, baseline: 740, detect: 790, decide: 670, sweep: 660 };

await rm('dist', { recursive: true, force: true });
await build({
  ...common,
  entryPoints: { 'cli/driftline': 'infra/cli/driftline.ts' },
  outdir: 'dist',
  splitting: true,
  target: 'node20.19',
  chunkNames: 'chunks/[name]-[hash]',
  // Native binaries cannot be bundled.
  external: ['libsql'],
});
const sizes = await Promise.all(Object.entries(FUNCTION_KB_MAX).map(bundleFunction));
console.log(`Lambda functions: ${sizes.map(({ name, kb }) => `${name} ${kb} kB`).join(', ')}`);
for (const { name, kb } of sizes) {
  if (kb <= FUNCTION_KB_MAX[name]) continue;
  console.error(
    `dist/functions/${name}/index.mjs has ${kb} kB, the limit is ${FUNCTION_KB_MAX[name]} kB: see what it has begun ` +
      'to import, or raise the limit in build.mjs.',
  );
  process.exitCode = 1;
}

/** One folder that Lambda takes as it is, with `index.handler` as its entry. */
async function bundleFunction([name]) {
  const { metafile } = await build({
    ...common,
    entryPoints: { index: `functions/${name}/handler.ts` },
    outdir: `dist/functions/${name}`,
    outExtension: { '.js': '.mjs' },
    target: 'node24',
    minify: true,
    // Lambda's own copy of the SDK changes without notice; this one is tested. ES modules shake off what is unused.
    mainFields: ['module', 'main'],
    // Stack traces need lines, not the sources: the map stays small.
    sourcesContent: false,
    metafile: true,
  });
  return { name, kb: Math.ceil(metafile.outputs[`dist/functions/${name}/index.mjs`].bytes / 1000) };
}
