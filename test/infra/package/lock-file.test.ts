import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

interface Locked {
  optionalDependencies?: Record<string, string>;
}

// `npm ci` refuses a lock file that misses one platform's binary, on every platform; and npm leaves out of the lock
// file what the registry could not answer when the file was written.
it('the lock file holds the binaries of every platform, not only of the one it was written on', () => {
  const packages: Record<string, Locked> = JSON.parse(readFileSync('package-lock.json', 'utf8')).packages;
  const found = (from: string, name: string): boolean =>
    `${from}/node_modules/${name}` in packages ||
    (from.includes('/node_modules/')
      ? found(from.slice(0, from.lastIndexOf('/node_modules/')), name)
      : `node_modules/${name}` in packages);

  const missing = Object.entries(packages).flatMap(([from, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter((name) => !found(from, name)),
  );
  expect(Object.keys(packages).length).toBeGreaterThan(100);
  expect(missing).toEqual([]);
});
