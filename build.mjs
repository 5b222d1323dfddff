// Bundles into dist/ the command, `check` as one compiled script and a chunk for each other subcommand so that none loads what
// it does not need; the Lambda functions, each as one folder that holds all it needs; the web app; and what the package gives to
// be imported, with its types.
import { execFileSync } from 'node:child_process';
import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { build } from 'esbuild';
import buildEngine from './infra/package/build-engine.mjs';
import { buildWeb } from './infra/package/build-web.mjs';
import { staticImports } from './infra/package/static-imports.mjs';
import { writeLicenses } from './infra/package/write-licenses.mjs';

const common = {
  bundle: true,
  platform: 'node',
  format: 'esm',
  sourcemap: 'linked',
  legalComments: 'linked',
  logLevel: 'warning',
};

/**
 * Kilobytes that a function's code may have. A container reads all of it before its first message; what only few files
 * need, such as Parquet, lies beside it and does not count.
 */
const FUNCTION_KB_MAX = {
  settings: 660,
  baseline: 740,
  detect: 790,
  decide: 670,
  train: 840,
  retrain: 870,
  predict: 840,
  labels: 740,
  sweep: 660,
  spread: 800,
  dashboard: 1200,
};

await buildEngine();
await rm('dist', { recursive: true, force: true });
const forNode = { ...common, outdir: 'dist', target: 'node20.19', metafile: true };
const commands = await build({
  ...forNode,
  splitting: true,
  chunkNames: 'chunks/[name]-[hash]',
  // Native binaries cannot be bundled.
  external: ['libsql'],
  entryPoints: {
    'cli/any-command': 'infra/cli/any-command.ts',
  },
  outExtension: { '.js': '.mjs' },
});
const start = await buildStart();
const imported = await build({
  ...common,
  entryPoints: { engine: 'infra/package/engine.ts', cdk: 'infra/package/cdk.ts' },
  outdir: 'dist/package',
  splitting: true,
  chunkNames: 'chunks/[name]-[hash]',
  // The engine runs in the browser as well; the construct runs in its user's CDK app, on its user's aws-cdk-lib.
  platform: 'neutral',
  mainFields: ['module', 'main'],
  target: 'es2023',
  external: ['node:*', 'aws-cdk-lib', 'aws-cdk-lib/*', 'constructs'],
  metafile: true,
});
execFileSync('node_modules/.bin/tsc', ['-p', 'infra/package/tsconfig.json'], { stdio: 'inherit' });
const web = await buildWeb();
const functions = await Promise.all(Object.entries(FUNCTION_KB_MAX).map(bundleFunction));
// Its page goes with the function that serves it.
await cp('dist/web', 'dist/functions/dashboard/web', { recursive: true });
await writeLicenses('dist/THIRD-PARTY-LICENSES.txt', [
  ...[commands, start, imported, ...functions].map(({ metafile }) => metafile),
  ...web.metafiles,
]);
console.log(
  `Web app, compressed: ${web.sizes.script} kB of script, ${web.sizes.style} kB of style; the first page waits for ${web.sizes.firstLoad} kB`,
);
console.log(`Lambda functions: ${functions.map(({ name, kb }) => `${name} ${kb} kB`).join(', ')}`);
for (const { name, kb } of functions) {
  if (kb <= FUNCTION_KB_MAX[name]) continue;
  console.error(
    `dist/functions/${name}/index.mjs has ${kb} kB with what it cannot start without, the limit is ${FUNCTION_KB_MAX[name]} kB: see what it has begun ` +
      'to import, or raise the limit in build.mjs.',
  );
  process.exitCode = 1;
}

/**
 * What starts, `check`, and the thread that reads beside it: small files are read sooner than Node loads its loader of ES modules and compiles that much
 * code. Hence CommonJS, one script for `check`, and beside it what Node has compiled of that script while it ran.
 */
async function buildStart() {
  const built = await build({
    ...forNode,
    format: 'cjs',
    entryPoints: { 'cli/driftline': 'infra/cli/driftline.ts' },
    define: { 'import.meta.dirname': '__dirname' },
    plugins: [beside('./any-command.ts', './any-command.mjs')],
  });
  const check = await build({
    ...forNode,
    format: 'cjs',
    entryPoints: { 'cli/check': 'infra/cli/check-script.ts' },
    define: { 'import.meta.dirname': '__dirname' },
    minifySyntax: true,
    minifyWhitespace: true,
    banner: { js: '(function(require,__dirname){' },
    footer: { js: '})' },
  });
  // A thread begins with a file of its own.
  const worker = await build({
    ...forNode,
    format: 'cjs',
    entryPoints: { 'cli/range-worker': 'infra/cli/range-worker.ts' },
    minifySyntax: true,
    minifyWhitespace: true,
  });
  await writeFile('dist/cli/package.json', '{ "type": "commonjs" }\n');
  const script = await readFile('dist/cli/check.js', 'utf8');
  const escaped = (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`;
  await writeFile('dist/cli/check.js', script.replace(/[^\0-\x7f]/g, escaped));
  const pair = ['baseline', 'production'].map((name) => `data/breast-cancer/${name}.csv`);
  const args = ['infra/package/write-code-cache.mjs', 'dist/cli/check.js', 'check', ...pair];
  execFileSync(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  return {
    metafile: { inputs: Object.assign({}, ...[built, check, worker].map(({ metafile }) => metafile.inputs)) },
  };
}

/** Leaves what is imported by that name to a file built apart. */
function beside(imported, built) {
  return {
    name: 'beside',
    setup({ onResolve }) {
      onResolve({ filter: /./ }, ({ path }) =>
        path === imported ? { path: built, external: true } : undefined,
      );
    },
  };
}

/** One folder that Lambda takes as it is, with `index.handler` as its entry. */
async function bundleFunction([name]) {
  const { metafile } = await build({
    ...common,
    entryPoints: { index: `functions/${name}/handler.ts` },
    outdir: `dist/functions/${name}`,
    outExtension: { '.js': '.mjs' },
    target: 'node24',
    splitting: true,
    chunkNames: '[name]-[hash]',
    minify: true,
    // Lambda's own copy of the SDK changes without notice; this one is tested. ES modules shake off what is unused.
    mainFields: ['module', 'main'],
    // Stack traces need lines, not the sources: the map stays small.
    sourcesContent: false,
    metafile: true,
  });
  const entry = `dist/functions/${name}/index.mjs`;
  const loaded = [entry, ...staticImports(metafile, entry)];
  const bytes = loaded.reduce((sum, path) => sum + metafile.outputs[path].bytes, 0);
  return { name, metafile, kb: Math.ceil(bytes / 1000) };
}
