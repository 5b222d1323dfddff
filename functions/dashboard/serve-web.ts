import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Context, Hono } from 'hono';
import * as v from 'valibot';

/** What the build says of its files: the address of each below `/assets/`, with its type. */
const manifestSchema = v.object({ assets: v.record(v.string(), v.string()) });

export interface WebOptions {
  /** Origins beside our own that the page may call: where uploads go, and where people sign in. */
  readonly connect?: readonly string[];
}

const FOR_EVER = 'public, max-age=31536000, immutable';

/**
 * What a worker may do, which goes by the policy its script came with: run our own scripts, and compile the scan engine
 * (which allows no `eval`). Without that it would read files cell by cell.
 */
const WORKER_POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'";

/**
 * What the page may do: run our own scripts and styles from files, and nothing that stands in the markup. The
 * comparison runs in a worker; a download is a blob that never leaves the page.
 *
 * @example webPolicy(['https://bucket.s3.eu-central-1.amazonaws.com'])
 */
export function webPolicy(connect: readonly string[] = []): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "worker-src 'self'",
    "img-src 'self' data:",
    ["connect-src 'self'", ...connect].join(' '),
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/**
 * The built web app: its assets under their hashed names, to be kept for ever, and its one page for every other
 * address, asked for anew each time. Mount it after the API, which answers for `/api` itself.
 *
 * @param folder what the build wrote, `dist/web`; read on demand, nothing is held
 * @example createDashboard().route('/', serveWeb('dist/web'));
 */
export function serveWeb(folder: string, { connect = [] }: WebOptions = {}): Hono {
  const app = new Hono();
  const policy = webPolicy(connect);

  app.get('/assets/:name', async (c) => {
    const name = c.req.param('name');
    const { assets } = await readManifest(folder);
    // Only what the build lists is a file: no name can lead out of the folder.
    const type = Object.hasOwn(assets, name) ? assets[name] : undefined;
    if (type === undefined) return c.text('There is no such file: reload the page.\n', 404);
    return c.body(new Uint8Array(await readFile(join(folder, 'assets', name))), 200, {
      'Content-Type': type,
      'Cache-Control': FOR_EVER,
      'Content-Security-Policy': WORKER_POLICY,
      'X-Content-Type-Options': 'nosniff',
    });
  });

  app.get('*', async (c) => servePage(c, folder, policy));
  return app;
}

async function servePage(c: Context, folder: string, policy: string): Promise<Response> {
  const page = await readFile(join(folder, 'index.html')).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (page === null) return c.text('The web app is not built: run "npm run build" and reload.\n', 503);
  return c.body(new Uint8Array(page), 200, {
    'Content-Type': 'text/html; charset=utf-8',
    'Cache-Control': 'no-cache',
    'Content-Security-Policy': policy,
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
  });
}

async function readManifest(folder: string): Promise<v.InferOutput<typeof manifestSchema>> {
  return v.parse(manifestSchema, JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')));
}
