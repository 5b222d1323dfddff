import type { MiddlewareHandler } from 'hono';
import { problem } from './api/problem.ts';

/** Sent by whoever is no web page, and so says that no web page made it ask. */
export const NO_PAGE_HEADER = 'X-Driftline';

const READING = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Lets nothing be changed by pages of others: a browser sends the page's origin with every such request, and a page
 * elsewhere cannot send a header of its own without being asked for permission first, which nobody gives it.
 *
 * @param own where the dashboard is; `null` for the address that the request itself was made to
 */
export function onlyOwnOrigin(own: string | null): MiddlewareHandler {
  return async (c, next) => {
    if (READING.has(c.req.method)) return next();
    const origin = c.req.header('Origin');
    const expected = own ?? new URL(c.req.url).origin;
    const allowed = origin === undefined ? c.req.header(NO_PAGE_HEADER) !== undefined : origin === expected;
    if (allowed) return next();
    throw problem(
      403,
      'foreign-origin',
      origin === undefined
        ? `A request that changes something has to come from the dashboard's own page. From a program, send the header ${NO_PAGE_HEADER}: 1 with it.`
        : 'A page of another origin may change nothing here. Open the dashboard itself.',
    );
  };
}
