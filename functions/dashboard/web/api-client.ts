import * as v from 'valibot';
import { noteMovement } from './movement.ts';

const errorSchema = v.object({
  error: v.object({ code: v.string(), message: v.string(), field: v.optional(v.string()) }),
});

/** An answer that is no success. The message is a sentence for the reader, with the way out. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number;
  readonly code: string;
  /** The input that it is about, for a form to show it there. */
  readonly field: string | undefined;

  constructor(status: number, code: string, message: string, field?: string) {
    super(message);
    this.status = status;
    this.code = code;
    this.field = field;
  }
}

/**
 * Gives the token to send with a request.
 *
 * @param refused whether the API has just refused the one it gave before: then another is wanted
 * @throws ApiError when there is none any more, OfflineError when it cannot be had now
 */
export type AccessToken = (refused: boolean) => Promise<string>;

let accessToken: AccessToken | null = null;

/** From now on every request shows who asks. Where nobody has to sign in it is never called. */
export function authorizeRequests(given: AccessToken): void {
  accessToken = given;
}

/** No answer at all: the server is gone, or the network is. */
export class OfflineError extends Error {
  override readonly name = 'OfflineError';
}

export interface Answer<T> {
  readonly data: T;
  readonly etag: string | null;
}

/**
 * Reads a resource of the API. With the ETag of an earlier answer, `unchanged` when it still holds.
 *
 * @param path below `/api/v1`, such as `/monitors`
 * @throws ApiError for any other answer, OfflineError when there is none
 * @example const { data, etag } = await getResource('/monitors', monitorsSchema);
 */
export async function getResource<S extends v.GenericSchema>(
  path: string,
  schema: S,
  options: { readonly etag?: string | null; readonly signal?: AbortSignal } = {},
): Promise<Answer<v.InferOutput<S>> | 'unchanged'> {
  const headers = new Headers({ Accept: 'application/json' });
  if (options.etag) headers.set('If-None-Match', options.etag);
  const response = await request(path, { headers, cache: 'no-store', signal: options.signal ?? null });
  if (response.status === 304) return 'unchanged';
  const data = v.parse(schema, await successOf(response));
  return { data, etag: response.headers.get('ETag') };
}

/**
 * Tells the API to do something. An answer without content gives `undefined`.
 *
 * @throws ApiError when it is refused, OfflineError when there is no answer
 * @example await sendToApi('POST', '/monitors/default/retrain', v.undefined_());
 */
export async function sendToApi<S extends v.GenericSchema>(
  method: 'POST' | 'PUT' | 'DELETE',
  path: string,
  schema: S,
  body?: unknown,
): Promise<v.InferOutput<S>> {
  const response = await request(path, {
    method,
    ...(body !== undefined && {
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    }),
  });
  const answer = v.parse(schema, await successOf(response));
  noteMovement();
  return answer;
}

/**
 * Reads a file of the API, with the name to save it under: the server's, else the last part of its address.
 *
 * @throws ApiError when it is refused, OfflineError when there is no answer
 */
export async function getFile(path: string): Promise<{ readonly name: string; readonly content: Blob }> {
  const response = await request(path, {});
  if (!response.ok) await successOf(response);
  const [, named] = /filename="([^"]+)"/.exec(response.headers.get('Content-Disposition') ?? '') ?? [];
  const last = new URL(path, location.href).pathname.split('/').at(-1) ?? '';
  return { name: named ?? decodeURIComponent(last), content: await response.blob() };
}

async function request(path: string, init: RequestInit): Promise<Response> {
  const response = await send(path, init, false);
  // A token may end on its way, or by the server's clock before it does by ours.
  return response.status === 401 && accessToken !== null ? send(path, init, true) : response;
}

async function send(path: string, init: RequestInit, refused: boolean): Promise<Response> {
  const headers = new Headers(init.headers);
  if (accessToken !== null) headers.set('Authorization', `Bearer ${await accessToken(refused)}`);
  try {
    return await fetch(`/api/v1${path}`, { ...init, headers });
  } catch (error) {
    if (init.signal?.aborted === true) throw error;
    throw new OfflineError('Driftline does not answer. Check that it is running and that you are online.');
  }
}

async function successOf(response: Response): Promise<unknown> {
  if (response.status === 204) return undefined;
  const body: unknown = await response.json().catch(() => undefined);
  if (response.ok) return body;
  const told = v.safeParse(errorSchema, body);
  if (!told.success) throw new ApiError(response.status, 'unknown', statusWords(response.status));
  const { code, message, field } = told.output.error;
  throw new ApiError(response.status, code, message, field);
}

/** For answers that something in between gave, which does not speak the API's language. */
function statusWords(status: number): string {
  if (status === 401) return 'You are not signed in. Sign in and try again.';
  if (status === 403) return 'You may not do this. Ask an operator.';
  if (status === 404) return 'There is nothing here.';
  if (status === 429) return 'Too many requests at once. Wait a few seconds and try again.';
  return `The server could not answer (status ${status}). Try again in a moment.`;
}
