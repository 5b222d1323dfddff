import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';
import { onlyLocalHosts } from './local-guard.ts';
import { StartError } from './start-error.ts';

export interface Served {
  readonly url: string;
  stop(): Promise<void>;
}

/** A port to listen on, 0 for any free one; `orAnother` takes a free one when it is not to be had. */
export interface PortChoice {
  readonly port: number;
  readonly orAnother: boolean;
}

/**
 * Serves an app on 127.0.0.1 and nowhere else.
 *
 * @throws StartError when the port is not to be had.
 */
export async function serve(app: Hono, { port, orAnother }: PortChoice): Promise<Served> {
  const guarded = new Hono().use(onlyLocalHosts()).route('/', app);
  const server = createAdaptorServer({ fetch: guarded.fetch });
  try {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
  } catch (error) {
    if (orAnother) return serve(app, { port: 0, orAnother: false });
    throw new StartError('port', whyNot(port, error as NodeJS.ErrnoException));
  }
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

function whyNot(port: number, { code, message }: NodeJS.ErrnoException): string {
  if (code === 'EADDRINUSE') return `Port ${port} is taken: name another with --port.`;
  if (code === 'EACCES') return `Port ${port} is reserved for the system: name one above 1023 with --port.`;
  return `Port ${port} cannot be listened on (${message}): name another with --port.`;
}
