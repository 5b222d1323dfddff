import { readFile, rm, writeFile } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { staticImports } from './static-imports.mjs';

const SOURCE = 'functions/dashboard/web';
const FOLDER = 'dist/web';

/** Compressed kilobytes: of all scripts together, and of what the first page waits for (script and style). */
const SCRIPT_KB_MAX = 300;
const FIRST_LOAD_KB_MAX = 40;

/** All that the page may hold: a server's module in it would fail at best, and tell secrets at worst. */
const ALLOWED = /^(functions\/dashboard\/(web\/|wire\/|paths\.ts$)|shared\/|data\/|node_modules\/)/;

const TYPES = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
};

const common = {
  bundle: true,
  outdir: `${FOLDER}/assets`,
  format: 'esm',
  platform: 'browser',
  // The first to know light-dark(), which the style sheet rests on; all from spring 2024 or before.
  target: ['chrome123', 'firefox120', 'safari17.5'],
  mainFields: ['module', 'main'],
  minify: true,
  legalComments: 'none',
  logLevel: 'warning',
  entryNames: '[name]-[hash]',
  chunkNames: '[name]-[hash]',
  assetNames: '[name]-[hash]',
  publicPath: '/assets/',
  loader: { '.csv': 'file' },
  jsx: 'automatic',
  jsxImportSource: 'preact',
  metafile: true,
};

/**
 * Builds the web app: a script for each page, loaded when the page is, under names that hold a hash of their content;
 * the worker of the comparison; the one style sheet; `index.html`; and `manifest.json` with the type of every asset.
 * No script or style stands in the markup, so that the page can forbid any.
 *
 * @returns what esbuild says it read, for the licences, and the compressed kilobytes
 * @throws when the scripts are larger than the page may be, or hold what belongs to the server
 */
export async function buildWeb() {
  await rm(FOLDER, { recursive: true, force: true });
  const worker = await build({
    ...common,
    entryPoints: [`${SOURCE}/pages/compare/compare-worker.ts`],
    splitting: true,
  });
  const first = await build({
    ...common,
    format: 'iife',
    entryPoints: [`${SOURCE}/theme-first.ts`],
  });
  const app = await build({
    ...common,
    entryPoints: [`${SOURCE}/main.tsx`, `${SOURCE}/style/main.css`],
    splitting: true,
    define: { COMPARE_WORKER: JSON.stringify(addressOf(worker, 'compare-worker.ts')) },
  });
  const metafiles = [worker, first, app].map(({ metafile }) => metafile);
  metafiles.forEach(refuseForeign);
  const main = addressOf(app, 'main.tsx');
  const chunks = staticImports(app.metafile, outputOf(main));
  const style = addressOf(app, 'main.css');
  const head = [
    `<script src="${addressOf(first, 'theme-first.ts')}"></script>`,
    `<link rel="stylesheet" href="${style}">`,
    `<script type="module" src="${main}"></script>`,
    ...chunks.map((path) => `<link rel="modulepreload" href="${toAddress(path)}">`),
  ].join('\n');
  const page = await readFile(`${SOURCE}/index.html`, 'utf8');
  await writeFile(`${FOLDER}/index.html`, page.replace('<!-- assets -->', head));

  const files = metafiles.flatMap(({ outputs }) => Object.keys(outputs));
  await writeFile(`${FOLDER}/manifest.json`, `${JSON.stringify({ assets: typesOf(files) }, null, 2)}\n`);
  const sizes = {
    script: await kilobytes(files.filter((file) => file.endsWith('.js'))),
    style: await kilobytes([outputOf(style)]),
    firstLoad: await kilobytes([outputOf(main), outputOf(style), ...chunks]),
  };
  refuseLarge('All scripts together have', sizes.script, SCRIPT_KB_MAX);
  refuseLarge('What the first page waits for has', sizes.firstLoad, FIRST_LOAD_KB_MAX);
  return { metafiles, sizes };
}

const toAddress = (output) => `/assets/${basename(output)}`;
const outputOf = (address) => `${FOLDER}${address}`;

/** The address of what was made of an entry. */
function addressOf({ metafile }, entry) {
  const [output] = Object.entries(metafile.outputs).find(
    ([, { entryPoint }]) => entryPoint !== undefined && basename(entryPoint) === entry,
  );
  return toAddress(output);
}

function typesOf(files) {
  return Object.fromEntries(files.map((file) => [basename(file), typeOf(file)]).sort());
}

function typeOf(file) {
  const type = TYPES[extname(file)];
  if (type === undefined)
    throw new Error(`${file} is served with no type: name one in infra/package/build-web.mjs.`);
  return type;
}

function refuseForeign({ inputs }) {
  const foreign = Object.keys(inputs).filter((path) => !ALLOWED.test(path) && !path.startsWith('<'));
  if (foreign.length === 0) return;
  throw new Error(
    `The web app imports ${foreign.join(', ')}: it may import shared/, its own files and the wire's alone.`,
  );
}

async function kilobytes(files) {
  const sizes = await Promise.all(files.map(async (file) => gzipSync(await readFile(file)).length));
  return Math.ceil(sizes.reduce((sum, size) => sum + size, 0) / 1000);
}

function refuseLarge(what, kb, max) {
  if (kb <= max) return;
  throw new Error(
    `${what} ${kb} kB compressed, the limit is ${max} kB: see what it has begun to import, or raise the limit in ` +
      'infra/package/build-web.mjs.',
  );
}

if (import.meta.filename === process.argv[1]) console.log((await buildWeb()).sizes);
