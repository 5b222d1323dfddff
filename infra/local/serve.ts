import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';
import { onlyLocalHosts } from './local-guard.ts';

export interface Served {
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * Serves an app on 127.0.0.1 and nowhere else.
 *
 * @param port 0 for any free one. @throws EADDRINUSE when it is taken.
 */
export async function serve(app: Hono, port: number): Promise<Served> {
  const guarded = new Hono().use(onlyLocalHosts()).route('/', app);
  const server = createAdaptorServer({ fetch: guarded.fetch });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const { port: taken } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${taken}`,
    stop: async () => {
      const closed = once(server, 'close');
      server.close();
      if ('closeAllConnections' in server) server.closeAllConnections();
      await closed;
    },
  };
}
