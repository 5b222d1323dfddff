import { type ComingFile, type Uploads, type UploadTarget, UploadTooLarge } from '../../dashboard/uploads.ts';
import { addressOf } from '../../dashboard/wire/endpoint.ts';
import { sendUpload } from '../../dashboard/wire/uploads.ts';
import type { LocalObjects } from './objects.ts';

/** What S3 takes as one post: a file that fits here fits there. */
const BYTES_MAX = 5 * 1024 ** 3;

export interface LocalUploadsOptions {
  readonly objects: LocalObjects;
  /** Tells the functions of what was stored; what could not be told now is told by the next call. */
  readonly announce: () => Promise<void>;
  readonly bytesMax?: number;
}

/** Uploads to the server itself. They go the way of a file copied into the inputs folder. */
export class LocalUploads implements Uploads {
  readonly bytesMax: number;
  readonly #objects: LocalObjects;
  readonly #announce: () => Promise<void>;

  constructor({ objects, announce, bytesMax = BYTES_MAX }: LocalUploadsOptions) {
    this.#objects = objects;
    this.#announce = announce;
    this.bytesMax = bytesMax;
  }

  async begin({ kind, monitor, name }: ComingFile): Promise<UploadTarget> {
    const url = addressOf(sendUpload, { kind, monitor, name });
    return { method: 'PUT', url, fields: {}, headers: { 'Content-Type': 'text/csv' } };
  }

  store(key: string, bytes: Uint8Array): Promise<{ versionId: string }> {
    return this.#add(key, [bytes]);
  }

  readonly receive = (key: string, chunks: AsyncIterable<Uint8Array>): Promise<{ versionId: string }> =>
    this.#add(key, upTo(chunks, this.bytesMax, key));

  async #add(key: string, chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>) {
    const { versionId } = await this.#objects.replace(key, chunks);
    await this.#announce();
    return { versionId };
  }
}

async function* upTo(chunks: AsyncIterable<Uint8Array>, bytesMax: number, key: string) {
  let bytes = 0;
  for await (const chunk of chunks) {
    bytes += chunk.byteLength;
    if (bytes > bytesMax) throw new UploadTooLarge(`${key} has more than ${bytesMax} bytes.`);
    yield chunk;
  }
}
