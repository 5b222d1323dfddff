import { COMMANDS } from './commands.ts';
import { main } from './main.ts';

await main(COMMANDS);
