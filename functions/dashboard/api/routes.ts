import { createHash } from 'node:crypto';
import type { Context, Hono } from 'hono';
import * as v from 'valibot';
import { ENGINE_VERSION } from '../../engine-version.ts';
import { type Access, allows, type WhoAsks } from '../access.ts';
import {
  type AnswerOf,
  API_ROOT,
  type BodyOf,
  type Endpoint,
  type ParamsOf,
  type QueryOf,
} from '../wire/endpoint.ts';
import { explainIssue } from './explain-issue.ts';
import { problem } from './problem.ts';

/** A request, checked: who asks may ask it, and what they sent is as the endpoint says. */
export interface Asked<E extends Endpoint> {
  readonly params: ParamsOf<E['path']>;
  readonly query: QueryOf<E>;
  readonly body: BodyOf<E>;
  readonly who: Access;
  readonly request: Request;
}

/** An answer that need not be made when the asker has it: the tag is cheap to tell and differs when the answer would. */
export interface Tagged<T> {
  readonly tag: string;
  readonly make: () => Promise<T>;
}

export const tagged = <T>(tag: string, make: () => Promise<T>): Tagged<T> => ({ tag, make });

/** A file, streamed. */
export interface FileAnswer {
  readonly type: string;
  readonly tag: string;
  /** Name to save it under; shown in the browser without one. */
  readonly name?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly make: () => Promise<string | ReadableStream<Uint8Array>>;
}

type Answering<E extends Endpoint> = (asked: Asked<E>) => Promise<AnswerOf<E> | Tagged<AnswerOf<E>>>;

const BODY_BYTES_MAX = 1_500_000;
const PARAM_CHARS_MAX = 300;

/** The requests that the API answers, each by its endpoint; what is registered is what the document describes. */
export class Routes {
  readonly #app: Hono;
  readonly #whoAsks: WhoAsks;
  readonly #endpoints: Endpoint[] = [];

  constructor(app: Hono, whoAsks: WhoAsks) {
    this.#app = app;
    this.#whoAsks = whoAsks;
  }

  get endpoints(): readonly Endpoint[] {
    return this.#endpoints;
  }

  /** Answers with a document. */
  answer<E extends Endpoint>(endpoint: E, answering: Answering<E>): void {
    this.#on(endpoint, async (c) => {
      const answer = await answering(await this.#check(c, endpoint));
      if (endpoint.method !== 'GET') return c.json(answer as object, endpoint.status ?? 200);
      const cheap = isTagged(answer) ? answer : null;
      if (cheap !== null && isKnown(c, cheap.tag)) return notModified(c, cheap.tag);
      const text = JSON.stringify(cheap === null ? answer : await cheap.make());
      const tag = cheap?.tag ?? tagOf(text);
      if (isKnown(c, tag)) return notModified(c, tag);
      return c.body(text, 200, { ...keeping(tag), 'Content-Type': 'application/json; charset=utf-8' });
    });
  }

  /** Answers with a file. */
  file<E extends Endpoint>(endpoint: E, answering: (asked: Asked<E>) => Promise<FileAnswer>): void {
    this.#on(endpoint, async (c) => {
      const { type, tag, name, headers, make } = await answering(await this.#check(c, endpoint));
      if (isKnown(c, tag)) return notModified(c, tag);
      const saved = name === undefined ? {} : { 'Content-Disposition': `attachment; filename="${name}"` };
      return c.body(await make(), 200, { ...keeping(tag), 'Content-Type': type, ...saved, ...headers });
    });
  }

  #on(endpoint: Endpoint, handle: (c: Context) => Promise<Response>): void {
    this.#endpoints.push(endpoint);
    const path = API_ROOT + endpoint.path.replaceAll('{', ':').replaceAll('}', '');
    this.#app.on(endpoint.method, path, handle);
  }

  async #check<E extends Endpoint>(c: Context, endpoint: E): Promise<Asked<E>> {
    const who = this.#whoAsks(c);
    if (who === null) throw problem(401, 'not-signed-in', 'You are not signed in. Sign in and try again.');
    if (!allows(who.may, endpoint.may)) throw refusal(who);
    return {
      params: checkParams(c) as ParamsOf<E['path']>,
      query: checkQuery(c, endpoint) as QueryOf<E>,
      body: (endpoint.body === null ? null : await checkBody(c, endpoint.body)) as BodyOf<E>,
      who,
      request: c.req.raw,
    };
  }
}

function refusal({ name, may }: Access) {
  return may === null
    ? problem(
        403,
        'no-group',
        `${name} is in neither of the groups viewer and operator. Ask an administrator.`,
      )
    : problem(403, 'operators-only', `${name} may look and change nothing. Ask an operator.`);
}

/** No key is longer, and the table refuses those beyond a kilobyte. */
function checkParams(c: Context): Record<string, string> {
  const params: Record<string, string> = c.req.param();
  if (Object.values(params).some((value) => value.length > PARAM_CHARS_MAX)) {
    throw problem(404, 'not-found', 'There is nothing of so long a name.');
  }
  return params;
}

function checkQuery(c: Context, { query }: Endpoint): unknown {
  const given = Object.entries(c.req.queries()).map(([name, values]) => [
    name,
    values.length === 1 ? values[0] : values,
  ]);
  const parsed = v.safeParse(query, Object.fromEntries(given));
  if (!parsed.success) throw explainIssue('query', parsed.issues);
  return parsed.output;
}

async function checkBody(c: Context, schema: v.GenericSchema): Promise<unknown> {
  const type = c.req.header('Content-Type')?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json') {
    throw problem(415, 'not-json', 'Send JSON, with the header Content-Type: application/json.');
  }
  let json: unknown;
  try {
    json = JSON.parse(await textOf(c.req.raw));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw problem(400, 'not-json', `The body is no JSON: ${error.message}.`);
  }
  if (Array.isArray(json)) throw problem(400, 'invalid', 'The body must be one object, not a list.');
  const parsed = v.safeParse(schema, json);
  if (!parsed.success) throw explainIssue('body', parsed.issues);
  return parsed.output;
}

/** Read no further than allowed, whatever its length is said to be. */
async function textOf({ body }: Request): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of (body ?? []) as AsyncIterable<Uint8Array>) {
    bytes += chunk.byteLength;
    if (bytes > BODY_BYTES_MAX) {
      throw problem(
        413,
        'too-large',
        `The body has more than ${BODY_BYTES_MAX} bytes. Upload it as a file instead.`,
      );
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function isTagged<T>(answer: T | Tagged<T>): answer is Tagged<T> {
  return (
    typeof answer === 'object' && answer !== null && 'make' in answer && typeof answer.make === 'function'
  );
}

/** The tag of an answer that had to be made to be known. */
export function tagOf(...parts: readonly (string | number)[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 27);
}

/** Weak: an answer may be compressed on its way. Another version of the program may answer otherwise. */
const quoted = (tag: string): string => `W/"${ENGINE_VERSION}-${tag}"`;

const keeping = (tag: string) => ({ ETag: quoted(tag), 'Cache-Control': 'private, no-cache' });

function isKnown(c: Context, tag: string): boolean {
  const known = (c.req.header('If-None-Match') ?? '').split(',').map((one) => one.trim());
  const weak = quoted(tag);
  return known.includes('*') || known.includes(weak) || known.includes(weak.slice('W/'.length));
}

function notModified(c: Context, tag: string): Response {
  return c.body(null, 304, keeping(tag));
}
