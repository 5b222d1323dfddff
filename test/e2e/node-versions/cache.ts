import { join } from 'node:path';

/** Other Nodes, and what they need to run: kept from run to run; git ignores it. */
export const CACHE = join(import.meta.dirname, '../../../.node-versions');
