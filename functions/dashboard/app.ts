import { Hono } from 'hono';
import { shorten } from '../../shared/text/safe-text.ts';
import { ArtifactCache } from '../artifact-cache.ts';
import type { Ports } from '../ports.ts';
import type { WhoAsks } from './access.ts';
import { createApi } from './api/api.ts';
import type { ApiContext } from './api/context.ts';
import { errorBody, Problem } from './api/problem.ts';
import { DOCS_CSS, DOCS_STYLE_PATH, docsPage } from './docs-page.ts';
import { onlyOwnOrigin } from './own-origin.ts';
import { securityHeaders } from './security-headers.ts';
import type { Uploads } from './uploads.ts';
import { CONFIG_PATH, type Config } from './wire/config.ts';
import { API_ROOT } from './wire/endpoint.ts';

export interface DashboardOptions {
  readonly ports: Pick<Ports, 'objects' | 'records' | 'queue' | 'clock'>;
  readonly uploads: Uploads;
  readonly whoAsks: WhoAsks;
  /** Where files are put, in words. */
  readonly inputs: string;
  /** What the page has to know of signing in. */
  readonly config: Config;
  /** Answers every address that is not the API's. */
  readonly pages: Hono;
  /** Where browsers find it, when that is not the address that requests arrive at; set where it is served over TLS. */
  readonly origin?: string;
  /** Bytes of a file that an answer may have; of any size without it. */
  readonly fileBytesMax?: number;
  /** One line about a request that failed. */
  readonly log: (line: string) => void;
}

const OPEN_API_PATH = `${API_ROOT}/openapi.json`;
const DOCS_PATH = '/api/docs';

/** A page of its own with one style sheet. */
const DOCS_POLICY =
  "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/**
 * The dashboard: one API, its description, and pages that use it. The same app runs on one machine and behind API
 * Gateway. It reads records and artifacts, and changes nothing by itself: what somebody wants changed is told to
 * `decide`, or uploaded.
 *
 * @example serve(createDashboard({ ports, uploads, whoAsks: localAccess('ada'), pages: serveWeb('dist/web'), … }));
 */
export function createDashboard(options: DashboardOptions): Hono {
  const { ports, uploads, whoAsks, inputs, config, pages, origin, fileBytesMax, log } = options;
  const app = new Hono();
  app.onError((error, c) => {
    if (error instanceof Problem) {
      const { code, message, field } = error;
      return c.json(errorBody({ code, message, ...(field !== undefined && { field }) }), error.status);
    }
    log(`${c.req.method} ${c.req.path}: ${error.message}`);
    const message = `This could not be answered: ${shorten(error.message, 500)}`;
    return c.json(errorBody({ code: 'failed', message }), 500);
  });
  app.use(securityHeaders({ overTls: origin?.startsWith('https:') ?? false }));
  app.use(onlyOwnOrigin(origin ?? null));

  const context: ApiContext = {
    ...{ ports, uploads, inputs },
    fileBytesMax: fileBytesMax ?? null,
    caches: {
      profiles: new ArtifactCache(),
      champions: new ArtifactCache(),
      previous: new ArtifactCache(),
    },
  };
  const describe = createApi(app, whoAsks, context);
  app.get(OPEN_API_PATH, (c) => c.json(describe(), 200, { 'Cache-Control': 'no-cache' }));
  app.get(DOCS_PATH, (c) =>
    c.html(docsPage(describe(), OPEN_API_PATH), 200, { 'Content-Security-Policy': DOCS_POLICY }),
  );
  app.get(DOCS_STYLE_PATH, (c) => c.body(DOCS_CSS, 200, { 'Content-Type': 'text/css; charset=utf-8' }));
  app.get(CONFIG_PATH, (c) => c.json(config, 200, { 'Cache-Control': 'no-cache' }));
  app.all('/api/*', (c) =>
    c.json(
      errorBody({
        code: 'no-endpoint',
        message: `The API has no such request. They are listed at ${DOCS_PATH}.`,
      }),
      404,
    ),
  );
  app.route('/', pages);
  return app;
}
