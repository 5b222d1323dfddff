import * as v from 'valibot';

/** What somebody may do: look, or also change something. */
export const accessLevelSchema = v.picklist(['view', 'operate']);
export type AccessLevel = v.InferOutput<typeof accessLevelSchema>;

/** The names in braces: `'/monitors/{monitor}'` takes `{ monitor: string }`. */
export type ParamsOf<Path extends string> = { readonly [Name in NamesIn<Path>]: string };

type NamesIn<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Name | NamesIn<Rest>
  : never;

/**
 * One request that the API answers: the server validates and answers by it, the OpenAPI document describes it, and
 * the page takes its types from it.
 */
export interface Endpoint<
  Path extends string = string,
  Query extends v.GenericSchema = v.GenericSchema,
  Body extends v.GenericSchema | null = v.GenericSchema | null,
  Answer extends v.GenericSchema | null = v.GenericSchema | null,
> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Below `API_ROOT`. */
  readonly path: Path;
  /** Its operationId. */
  readonly name: string;
  readonly group: string;
  readonly summary: string;
  readonly may: AccessLevel;
  readonly query: Query;
  /** `null` where nothing is sent. */
  readonly body: Body;
  /** `null` where a file is answered. */
  readonly answer: Answer;
  /** Media types of the file. */
  readonly files?: readonly string[];
  /** 202: asked for, and done soon. */
  readonly status?: 200 | 202;
}

export type QueryOf<E extends Endpoint> = v.InferOutput<E['query']>;
export type BodyOf<E extends Endpoint> =
  E extends Endpoint<string, v.GenericSchema, infer Body>
    ? Body extends v.GenericSchema
      ? v.InferOutput<Body>
      : null
    : never;
export type AnswerOf<E extends Endpoint> =
  E extends Endpoint<string, v.GenericSchema, v.GenericSchema | null, infer Answer>
    ? Answer extends v.GenericSchema
      ? v.InferOutput<Answer>
      : null
    : never;

export const API_ROOT = '/api/v1';

export const NO_QUERY = v.object({});

/** Keeps the types of everything it is given. */
export function endpoint<
  const Path extends string,
  Answer extends v.GenericSchema | null,
  Query extends v.GenericSchema = typeof NO_QUERY,
  Body extends v.GenericSchema | null = null,
>(
  given: Omit<Endpoint<Path, Query, Body, Answer>, 'query' | 'body' | 'may'> & {
    readonly may?: AccessLevel;
    readonly query?: Query;
    readonly body?: Body;
  },
): Endpoint<Path, Query, Body, Answer> {
  return {
    may: 'view',
    ...given,
    query: (given.query ?? NO_QUERY) as Query,
    body: (given.body ?? null) as Body,
  };
}

/** Values of a query: lists are repeated, absent ones left out. */
export type QueryValues = Readonly<Record<string, string | number | readonly string[] | undefined>>;

/**
 * The path of an endpoint below `API_ROOT`, with its query.
 *
 * @example pathOf(listBatches, { monitor: 'churn' }, { limit: 20 }) // '/monitors/churn/batches?limit=20'
 */
export function pathOf<Path extends string>(
  { path }: Pick<Endpoint<Path>, 'path'>,
  params: ParamsOf<Path>,
  query: QueryValues = {},
): string {
  const values = new Map<string, string>(Object.entries(params));
  const place = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(values.get(name) ?? ''));
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined) search.append(name, String(one));
    }
  }
  return search.size === 0 ? place : `${place}?${search}`;
}

/** The same from the server's root, for links. */
export function addressOf<Path extends string>(
  endpoint: Pick<Endpoint<Path>, 'path'>,
  params: ParamsOf<Path>,
  query: QueryValues = {},
): string {
  return API_ROOT + pathOf(endpoint, params, query);
}
