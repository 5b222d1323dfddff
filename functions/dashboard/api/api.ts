import type { Hono } from 'hono';
import type { WhoAsks } from '../access.ts';
import { actionRoutes } from './actions.ts';
import { batchRoutes } from './batches.ts';
import type { ApiContext } from './context.ts';
import { fileRoutes } from './files.ts';
import { incidentRoutes } from './incidents.ts';
import { meRoutes } from './me.ts';
import { modelRoutes } from './models.ts';
import { monitorRoutes } from './monitors.ts';
import { type OpenApi, openApiOf } from './open-api.ts';
import { performanceRoutes } from './performance.ts';
import { pointRoutes } from './points.ts';
import { predictRoutes } from './predict.ts';
import { Routes } from './routes.ts';
import { settingsRoutes } from './settings.ts';
import { uploadRoutes } from './uploads.ts';

/** In the order in which the document describes them. */
const PARTS = [
  monitorRoutes,
  batchRoutes,
  pointRoutes,
  performanceRoutes,
  incidentRoutes,
  modelRoutes,
  actionRoutes,
  settingsRoutes,
  predictRoutes,
  uploadRoutes,
  fileRoutes,
  meRoutes,
] as const;

/**
 * Adds the API to an app.
 *
 * @returns the OpenAPI document of what was added, made when it is first asked for
 */
export function createApi(app: Hono, whoAsks: WhoAsks, context: ApiContext): () => OpenApi {
  const routes = new Routes(app, whoAsks);
  for (const part of PARTS) part(routes, context);
  let document: OpenApi | undefined;
  return () => {
    document ??= openApiOf(routes.endpoints);
    return document;
  };
}
