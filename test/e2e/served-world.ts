import { join } from 'node:path';
import { serveWeb } from '../../functions/dashboard/serve-web.ts';
import { serve } from '../../infra/local/serve.ts';
import { ApiWorld } from '../functions/dashboard/api-world.ts';

const WEB = join(import.meta.dirname, '../../dist/web');

/** The built web app on a world: what tests upload is there at once, on a clock that stands still. */
export interface ServedWorld {
  readonly world: ApiWorld;
  readonly url: string;
  stop(): Promise<void>;
}

/** @param start what its clock shows, milliseconds since 1970 */
export async function serveWorld(start?: number): Promise<ServedWorld> {
  const world = new ApiWorld({ pages: serveWeb(WEB), inputs: '.driftline/inputs' }, start);
  const server = await serve(world.app, { port: 0, orAnother: true });
  return {
    world,
    url: server.url,
    stop: async () => {
      await server.stop();
      world.close();
    },
  };
}
