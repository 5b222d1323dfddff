import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { Script } from 'node:vm';

/** A script of the build: one expression, a function of what a CommonJS module knows. */
type ScriptFunction = (require: typeof process.getBuiltinModule, folder: string) => void;

/**
 * Runs a script of the build with the code that Node compiled of it there (`infra/package/write-code-cache.mjs`). Only the
 * very Node that built finds that code, and takes it if nothing else differs; any other compiles as it always would.
 */
export function runCompiled(path: string): void {
  // The build leaves nothing but ASCII, which is read fastest so.
  const script = new Script(readFileSync(path, 'latin1'), { filename: path, cachedData: codeOf(path) });
  (script.runInThisContext() as ScriptFunction)(process.getBuiltinModule, dirname(path));
}

function codeOf(path: string): Buffer | undefined {
  try {
    return readFileSync(`${path}.${process.version}-${process.platform}-${process.arch}`);
  } catch {
    return undefined;
  }
}
