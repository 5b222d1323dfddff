import { describe, expect, test } from 'vitest';
import { ObjectNotFound, type Objects } from '../../../functions/ports.ts';

export interface ObjectsUnderTest {
  readonly objects: Objects;
  /** Stores a new version of an input, as a person's upload does, and gives its version. */
  upload(key: string, bytes: Uint8Array): Promise<string>;
}

const bytesOf = (text: string) => new TextEncoder().encode(text);

async function bytesIn(body: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks);
}

const textOf = async (body: AsyncIterable<Uint8Array>) => (await bytesIn(body)).toString();

/** `count` chunks of `size` bytes, the i-th full of i; then the end, or an error. */
async function* chunksOf(count: number, size: number, error?: Error): AsyncGenerator<Uint8Array> {
  for (let i = 0; i < count; i++) yield new Uint8Array(size).fill(i);
  if (error !== undefined) throw error;
}

/** What every implementation of `Objects` keeps. `make` gives an empty store. */
export function objectsContract(make: () => Promise<ObjectsUnderTest>): void {
  describe('objects', () => {
    test('a version reads back byte for byte, with its size, version and time', async () => {
      const { objects, upload } = await make();
      const versionId = await upload('production/default/a b+c%20é.csv', bytesOf('x\n1\n'));
      const read = await objects.read({
        bucket: 'inputs',
        key: 'production/default/a b+c%20é.csv',
        versionId,
      });
      expect(await textOf(read.body)).toBe('x\n1\n');
      expect(read).toMatchObject({ key: 'production/default/a b+c%20é.csv', versionId, size: 4 });
      expect(read.lastModified).toBeGreaterThan(0);
    });

    test('a later version leaves an earlier one as it was', async () => {
      const { objects, upload } = await make();
      const first = await upload('k', bytesOf('first'));
      const second = await upload('k', bytesOf('second!'));
      const text = async (versionId?: string) =>
        textOf((await objects.read({ bucket: 'inputs', key: 'k', ...(versionId && { versionId }) })).body);
      expect(await text(first)).toBe('first');
      expect(await text(second)).toBe('second!');
      expect(await text()).toBe('second!');
    });

    test('a range gives the bytes from its start, and the size of the whole', async () => {
      const { objects, upload } = await make();
      const versionId = await upload('k', bytesOf('0123456789'));
      const read = await objects.read({ bucket: 'inputs', key: 'k', versionId }, { start: 7 });
      expect(await textOf(read.body)).toBe('789');
      expect(read.size).toBe(10);
    });

    test('a range that ends gives the bytes before its end, and the size of the whole', async () => {
      const { objects, upload } = await make();
      const versionId = await upload('k', bytesOf('0123456789'));
      const ref = { bucket: 'inputs', key: 'k', versionId } as const;
      for (const [start, end, text] of [
        [7, 9, '78'],
        [0, 1, '0'],
        [0, 10, '0123456789'],
      ] as const) {
        const read = await objects.read(ref, { start, end });
        expect(await textOf(read.body)).toBe(text);
        expect(read.size).toBe(10);
      }
    });

    test('a range that starts at the end is a RangeError', async () => {
      const { objects, upload } = await make();
      const versionId = await upload('k', bytesOf('01'));
      await expect(objects.read({ bucket: 'inputs', key: 'k', versionId }, { start: 2 })).rejects.toThrow(
        RangeError,
      );
    });

    test('an empty object is an object', async () => {
      const { objects, upload } = await make();
      const versionId = await upload('k', new Uint8Array());
      const read = await objects.read({ bucket: 'inputs', key: 'k', versionId });
      expect(await textOf(read.body)).toBe('');
      expect(read.size).toBe(0);
    });

    test('head tells what read tells, without the body', async () => {
      const { objects, upload } = await make();
      const versionId = await upload('k', bytesOf('abc'));
      const { body, ...head } = await objects.read({ bucket: 'inputs', key: 'k', versionId });
      await textOf(body);
      expect(await objects.head({ bucket: 'inputs', key: 'k', versionId })).toEqual(head);
    });

    test('an absent key or version is ObjectNotFound', async () => {
      const { objects, upload } = await make();
      await upload('k', bytesOf('abc'));
      await expect(objects.read({ bucket: 'inputs', key: 'absent' })).rejects.toThrow(ObjectNotFound);
      await expect(objects.head({ bucket: 'inputs', key: 'k', versionId: 'absent' })).rejects.toThrow(
        ObjectNotFound,
      );
      await expect(objects.read({ bucket: 'artifacts', key: 'k' })).rejects.toThrow(ObjectNotFound);
    });

    test('writeOnce stores the first bytes and refuses the second', async () => {
      const { objects } = await make();
      expect(await objects.writeOnce('reports/a.json', bytesOf('1'))).toBe('created');
      expect(await objects.writeOnce('reports/a.json', bytesOf('2'))).toBe('exists');
      expect(await textOf((await objects.read({ bucket: 'artifacts', key: 'reports/a.json' })).body)).toBe(
        '1',
      );
    });

    test('of many writers at once exactly one hears created', async () => {
      const { objects } = await make();
      const answers = await Promise.all(
        Array.from({ length: 8 }, (_, i) => objects.writeOnce('reports/a.json', bytesOf(String(i)))),
      );
      expect(answers.filter((answer) => answer === 'created')).toHaveLength(1);
    });

    test('writeOnce stores chunks as they come, however many there are', async () => {
      const { objects } = await make();
      const large = chunksOf(11, 2 * 1024 * 1024);
      expect(await objects.writeOnce('predictions/large.csv', large)).toBe('created');
      const read = await objects.read({ bucket: 'artifacts', key: 'predictions/large.csv' });
      expect(read.size).toBe(11 * 2 * 1024 * 1024);
      const found = await bytesIn(read.body);
      for (let i = 0; i < 11; i++) expect(found[i * 2 * 1024 * 1024]).toBe(i);
      expect(await objects.writeOnce('predictions/empty.csv', chunksOf(0, 1))).toBe('created');
      const empty = await objects.read({ bucket: 'artifacts', key: 'predictions/empty.csv' });
      expect(empty.size).toBe(0);
      await textOf(empty.body);
    });

    test.each([1, 11])('writeOnce of %i chunks refuses a key that is taken', async (count) => {
      const { objects } = await make();
      await objects.writeOnce('predictions/a.csv', bytesOf('1'));
      expect(await objects.writeOnce('predictions/a.csv', chunksOf(count, 2 * 1024 * 1024))).toBe('exists');
      const read = await objects.read({ bucket: 'artifacts', key: 'predictions/a.csv' });
      expect(await textOf(read.body)).toBe('1');
    });

    test.each([1, 11])('writeOnce of chunks that break off after %i leaves nothing', async (count) => {
      const { objects } = await make();
      const broken = chunksOf(count, 2 * 1024 * 1024, new Error('no more'));
      await expect(objects.writeOnce('predictions/a.csv', broken)).rejects.toThrow('no more');
      expect(await objects.list('artifacts', 'predictions/')).toEqual({ objects: [] });
      expect(await objects.writeOnce('predictions/a.csv', bytesOf('1'))).toBe('created');
    });

    test('list gives the newest version of every key with the prefix, in order, page by page', async () => {
      const { objects, upload } = await make();
      for (const key of ['b/2', 'b/1', 'a/9', 'b/é', 'c', 'b/10']) await upload(key, bytesOf(key));
      const newest = await upload('b/2', bytesOf('again'));
      const keys: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await objects.list('inputs', 'b/', {
          limit: 2,
          ...(cursor !== undefined && { cursor }),
        });
        expect(page.objects.length).toBeLessThanOrEqual(2);
        for (const { key, versionId } of page.objects) {
          keys.push(key);
          if (key === 'b/2') expect(versionId).toBe(newest);
        }
        cursor = page.cursor;
      } while (cursor !== undefined);
      expect(keys).toEqual(['b/1', 'b/10', 'b/2', 'b/é']);
    });

    test('list of a prefix that nothing has is empty', async () => {
      const { objects } = await make();
      expect(await objects.list('artifacts', 'reports/')).toEqual({ objects: [] });
    });
  });
}
