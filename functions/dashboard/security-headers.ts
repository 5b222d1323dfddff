import type { MiddlewareHandler } from 'hono';

/** What an answer of the API may do when somebody opens it as a page: nothing. */
const NOTHING = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const YEARS_2 = 'max-age=63072000; includeSubDomains';

/**
 * The headers of every answer; a page that brings a policy of its own keeps it.
 *
 * @param overTls whether it is served over TLS alone, so that browsers may insist on that
 */
export function securityHeaders({ overTls }: { readonly overTls: boolean }): MiddlewareHandler {
  return async (c, next) => {
    await next();
    const { headers } = c.res;
    if (!headers.has('Content-Security-Policy')) headers.set('Content-Security-Policy', NOTHING);
    headers.set('X-Content-Type-Options', 'nosniff');
    headers.set('X-Frame-Options', 'DENY');
    headers.set('Referrer-Policy', 'no-referrer');
    headers.set('Cross-Origin-Opener-Policy', 'same-origin');
    headers.set('Cross-Origin-Resource-Policy', 'same-origin');
    if (overTls) headers.set('Strict-Transport-Security', YEARS_2);
  };
}
