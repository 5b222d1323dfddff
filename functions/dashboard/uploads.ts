import type { InputFile } from '../keys.ts';
import type { AnswerOf } from './wire/endpoint.ts';
import type { beginUpload } from './wire/uploads.ts';

/** A file that is about to be uploaded. */
export interface ComingFile {
  readonly kind: InputFile['kind'];
  readonly monitor: string;
  readonly name: string;
  /** Where it will be in the inputs. */
  readonly key: string;
}

/** Where its bytes are to be sent. */
export type UploadTarget = Omit<AnswerOf<typeof beginUpload>, 'key'>;

/**
 * Puts files into the inputs, where they are taken up like any other. Two adapters: on one machine the server takes
 * the bytes itself, on AWS they go straight to the bucket, which takes no more than was agreed on.
 */
export interface Uploads {
  /** Most bytes of one file. */
  readonly bytesMax: number;
  /** Where the browser sends the bytes. */
  begin(file: ComingFile): Promise<UploadTarget>;
  /** Stores a small file that the server has whole. */
  store(key: string, bytes: Uint8Array): Promise<{ readonly versionId: string }>;
  /**
   * Takes the bytes of a file: all of them or nothing. `null` where they never come here.
   *
   * @throws UploadTooLarge
   */
  readonly receive:
    | ((key: string, chunks: AsyncIterable<Uint8Array>) => Promise<{ readonly versionId: string }>)
    | null;
}

export class UploadTooLarge extends Error {
  override readonly name = 'UploadTooLarge';
}
