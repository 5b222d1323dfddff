// Compiles the scan engine (shared/scan/assembly/) and writes it, as text that any bundler takes in, to
// shared/scan/engine-code.ts, which git ignores. Left as it is when it is newer than every source.
import { mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const SOURCES = join(ROOT, 'shared/scan/assembly');
const CODE = join(ROOT, 'shared/scan/engine-code.ts');

/** Every command and every function carries it. */
const BYTES_MAX = 10_752;

export default async function buildEngine() {
  if (await isCurrent()) return;
  const folder = await mkdtemp(join(tmpdir(), 'driftline-engine-'));
  try {
    const wasm = join(folder, 'engine.wasm');
    await compile(wasm);
    const bytes = await readFile(wasm);
    if (bytes.length > BYTES_MAX) {
      throw new Error(
        `The scan engine has ${bytes.length} bytes, the limit is ${BYTES_MAX}: see what it has begun to import, or raise the limit in infra/package/build-engine.mjs.`,
      );
    }
    const text = `/** The scan engine, compiled from shared/scan/assembly/ by \`npm run build\`: a WebAssembly module in base64. */
export const ENGINE_CODE = '${bytes.toString('base64')}';
`;
    // Renamed into place: two builds at once must not leave half of one.
    const beside = `${CODE}.${process.pid}`;
    await writeFile(beside, text);
    await rename(beside, CODE);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function isCurrent() {
  const written = await stat(CODE).catch(() => null);
  if (written === null) return false;
  const files = [
    fileURLToPath(import.meta.url),
    ...(await readdir(SOURCES)).map((name) => join(SOURCES, name)),
  ];
  const changed = await Promise.all(files.map(async (file) => (await stat(file)).mtimeMs));
  return Math.max(...changed) < written.mtimeMs;
}

async function compile(output) {
  const options = [
    '-O3',
    '--noAssert',
    '--runtime',
    'stub',
    '--use',
    'abort=',
    '--enable',
    'simd',
    '--initialMemory',
    '80',
  ];
  const { error, stderr } = await asc.main([
    'index.ts',
    '--baseDir',
    SOURCES,
    '--outFile',
    output,
    ...options,
  ]);
  if (error !== null) throw new Error(`The scan engine does not compile:\n${stderr}`, { cause: error });
}
