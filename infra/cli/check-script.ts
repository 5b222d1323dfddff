import { check } from './check.ts';
import { main } from './main.ts';

/** What `driftline check` runs: bundled as one script that waits for no module. */
void main({ check: async () => check });
