import * as v from 'valibot';
import { errorSchema } from '../../../wire/common.ts';
import type { AnswerOf } from '../../../wire/endpoint.ts';
import { beginUpload, sendUpload } from '../../../wire/uploads.ts';
import { sendToApi } from '../../api-client.ts';
import type { Send } from './transfer-queue.ts';

/**
 * Asks where a file goes, and sends it there.
 *
 * @throws ApiError when it is refused; Error in words for the reader when it does not arrive
 */
export const sendFile: Send = async ({ monitor, kind, file }, { signal, onProgress }) => {
  const about = { monitor, kind, name: file.name, size: file.size };
  const target = await sendToApi('POST', beginUpload.path, beginUpload.answer, about);
  signal.throwIfAborted();
  const answer = await transmit(target, file, onProgress, signal);
  if (answer.status < 200 || answer.status > 299) throw new Error(whyRefused(answer));
  return { key: target.key, versionId: versionOf(answer) };
};

/** By XMLHttpRequest: `fetch` does not tell how much has been sent. */
function transmit(
  { method, url, fields, headers }: AnswerOf<typeof beginUpload>,
  file: File,
  onProgress: (bytes: number) => void,
  signal: AbortSignal,
): Promise<XMLHttpRequest> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(method, url);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.upload.onprogress = ({ loaded }) => onProgress(Math.min(loaded, file.size));
    request.onload = () => resolve(request);
    request.onerror = () =>
      reject(
        new Error('The connection broke off before all of it had arrived. Nothing is stored: send it again.'),
      );
    request.onabort = () => reject(signal.reason);
    signal.addEventListener('abort', () => request.abort(), { once: true });
    request.send(method === 'PUT' ? file : formOf(fields, file));
  });
}

function formOf(fields: Readonly<Record<string, string>>, file: File): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  // What follows the file is not read.
  form.append('file', file);
  return form;
}

function whyRefused({ status, responseText }: XMLHttpRequest): string {
  const told = v.safeParse(errorSchema, jsonOf(responseText));
  if (told.success) return told.output.error.message;
  if (status === 403)
    return 'The permission to send this file has run out, as it does after a quarter of an hour. Send it again.';
  return `The file was not taken (status ${status}). Send it again in a moment.`;
}

/** Our own server answers with it; S3 says it in a header. */
function versionOf(answer: XMLHttpRequest): string | null {
  const told = v.safeParse(sendUpload.answer, jsonOf(answer.responseText));
  return told.success ? told.output.versionId : answer.getResponseHeader('x-amz-version-id');
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
