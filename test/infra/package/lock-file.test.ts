import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

interface Locked {
  optionalDependencies?: Record<string, string>;
  resolved?: string;
  integrity?: string;
  /** Comes inside another package, whose digest covers it. */
  inBundle?: boolean;
  /** A binary of one platform, whose digest npm notes only where it was installed. */
  optional?: boolean;
  license?: string;
  dev?: boolean;
  hasInstallScript?: boolean;
}

const lockedPackages = (): [path: string, locked: Locked][] =>
  Object.entries<Locked>(JSON.parse(readFileSync('package-lock.json', 'utf8')).packages).filter(
    ([path]) => path !== '',
  );

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

it('the lock file names no place to install from, and the digest of what it installs everywhere', () => {
  for (const [path, { resolved, integrity, inBundle = false, optional = false }] of lockedPackages()) {
    expect([path, resolved]).toEqual([path, undefined]);
    if (inBundle || optional) continue;
    expect([path, integrity]).toEqual([path, expect.stringMatching(/^sha512-/)]);
  }
});

it('what is installed with the package runs no scripts of its own, and is free to pass on', () => {
  const installed = lockedPackages().filter(([, { dev }]) => dev !== true);
  expect(installed.length).toBeGreaterThan(2);
  for (const [path, { hasInstallScript = false, license }] of installed) {
    expect([path, hasInstallScript, license]).toEqual([
      path,
      false,
      expect.stringMatching(/^(MIT|MIT-0|ISC|Apache-2\.0|BSD-2-Clause|BSD-3-Clause|0BSD)$/),
    ]);
  }
});
