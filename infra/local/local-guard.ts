import type { MiddlewareHandler } from 'hono';

/**
 * Answers only requests made to this machine by name. A page elsewhere can make a browser call 127.0.0.1 under
 * its own host name (DNS rebinding); such a request carries that name as its Host.
 */
export function onlyLocalHosts(): MiddlewareHandler {
  return async (c, next) => {
    const { hostname } = new URL(c.req.url);
    if (hostname !== '127.0.0.1' && hostname !== 'localhost') {
      return c.text('This server answers to 127.0.0.1 and localhost only.\n', 403);
    }
    return next();
  };
}
