import { afterEach, beforeEach, expect, test } from 'vitest';
import { readArtifact, storeArtifact } from '../../functions/artifact.ts';
import { World } from './world.ts';

let world: World;
beforeEach(() => {
  world = new World();
});
afterEach(() => world.close());

test('storing the same text again has succeeded', async () => {
  const first = await storeArtifact(world.objects, 'reports/a.json', 'é');
  expect(await storeArtifact(world.objects, 'reports/a.json', 'é')).toEqual(first);
  expect(await readArtifact(world.objects, first)).toBe('é');
});

test('other text under the same key is refused, and the first stays', async () => {
  const first = await storeArtifact(world.objects, 'reports/a.json', '1');
  await expect(storeArtifact(world.objects, 'reports/a.json', '2')).rejects.toThrow(
    /Artifact reports\/a\.json has SHA-256/,
  );
  expect(await readArtifact(world.objects, first)).toBe('1');
});

test('an artifact that was changed is not loaded', async () => {
  const { key } = await storeArtifact(world.objects, 'reports/a.json', '1');
  await expect(readArtifact(world.objects, { key, sha256: '0'.repeat(64) })).rejects.toThrow(/expected 0000/);
});
