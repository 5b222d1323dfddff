import { readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { Script } from 'node:vm';

/**
 * Keeps what Node compiles of a script beside it, for `infra/cli/run-compiled.ts`: `node write-code-cache.mjs SCRIPT ARGS…`
 * runs it with these arguments, since only functions that have run are compiled.
 */
const [node, , path, ...args] = process.argv;
process.argv = [node, path, ...args];
const script = new Script(readFileSync(path, 'latin1'), { filename: path });
script.runInThisContext()(process.getBuiltinModule, dirname(path));
process.on('exit', () => {
  writeFileSync(`${path}.${process.version}-${process.platform}-${process.arch}`, script.createCachedData());
  // The script's own says what it found.
  process.exitCode = 0;
});
