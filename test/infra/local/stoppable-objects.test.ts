import { expect, test } from 'vitest';
import type { Objects } from '../../../functions/ports.ts';
import { stoppableObjects } from '../../../infra/local/stoppable-objects.ts';

const endless: Objects = {
  head: async () => ({ key: 'a', versionId: '1', size: 1, lastModified: 0 }),
  list: async () => ({ objects: [] }),
  writeOnce: async () => 'created',
  read: async () => ({
    ...(await endless.head({ bucket: 'inputs', key: 'a' })),
    body: (async function* () {
      for (;;) yield new Uint8Array(1);
    })(),
  }),
};

test('a read under way ends in an error once the run is stopped, and none begins', async () => {
  const stopping = new AbortController();
  const objects = stoppableObjects(endless, stopping.signal);
  const { body } = await objects.read({ bucket: 'inputs', key: 'a' });
  let chunks = 0;
  const reading = (async () => {
    for await (const _ of body) if (++chunks === 3) stopping.abort(new Error('stopped'));
  })();
  await expect(reading).rejects.toThrow('stopped');
  expect(chunks).toBe(3);
  await expect(objects.read({ bucket: 'inputs', key: 'a' })).rejects.toThrow('stopped');
  expect(await objects.writeOnce('b', new Uint8Array())).toBe('created');
});
