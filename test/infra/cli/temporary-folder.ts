import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

/** A folder of this test file's own, gone afterwards. */
export function temporaryFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'driftline-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return {
    path: folder,
    /** Path of a file in it. */
    at: (name: string) => join(folder, name),
    /** Writes a file into it and returns its path. */
    put: (name: string, content: string | Uint8Array) => {
      const path = join(folder, name);
      writeFileSync(path, content);
      return path;
    },
  };
}
