import { toJsonSchema } from '@valibot/to-json-schema';
import type * as v from 'valibot';
import { evidenceSchema } from '../../../shared/model/retrain/evidence.ts';
import { reportSchema } from '../../../shared/report/report.ts';
import { ENGINE_VERSION } from '../../engine-version.ts';
import { batchSchema, judgedSchema } from '../wire/batches.ts';
import { errorSchema, wordsSchema } from '../wire/common.ts';
import { API_ROOT, type Endpoint } from '../wire/endpoint.ts';
import { incidentSchema } from '../wire/incidents.ts';
import { baselineSchema, championSchema, modelSchema } from '../wire/models.ts';
import { retrainingSchema } from '../wire/retrainings.ts';

/** Schemas that have a name of their own in the document. */
const COMPONENTS: Record<string, v.GenericSchema> = {
  Error: errorSchema,
  Words: wordsSchema,
  Report: reportSchema,
  Batch: batchSchema,
  JudgedBatch: judgedSchema,
  Incident: incidentSchema,
  Model: modelSchema,
  Baseline: baselineSchema,
  Champion: championSchema,
  Retraining: retrainingSchema,
  Evidence: evidenceSchema,
};

type Json = Readonly<Record<string, unknown>>;

/** A part of the document that is looked into. */
export interface Operation {
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly summary: string;
  readonly description: string;
  readonly parameters: readonly {
    readonly name: string;
    readonly in: 'path' | 'query';
    readonly required: boolean;
    readonly description?: string;
    readonly schema: Json;
  }[];
  readonly requestBody?: Json;
  readonly responses: Readonly<Record<string, Json>>;
}

export interface OpenApi {
  readonly openapi: '3.1.0';
  readonly info: Json;
  readonly servers: readonly Json[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Json>> };
}

/**
 * The OpenAPI 3.1 document of the endpoints that are served: made of the same schemas that requests are checked by.
 * O(size of the document), about 20 ms.
 */
export function openApiOf(endpoints: readonly Endpoint[]): OpenApi {
  const paths = new Map<string, Record<string, Operation>>();
  for (const endpoint of endpoints) {
    const operations = paths.get(endpoint.path) ?? {};
    operations[endpoint.method.toLowerCase()] = operationOf(endpoint);
    paths.set(endpoint.path, operations);
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Driftline',
      version: ENGINE_VERSION,
      description:
        'Everything the dashboard shows and does. Answers carry an ETag: send it back as If-None-Match, and what has not changed is answered by 304. Lists come in pages: send `cursor` back as it came.',
    },
    servers: [{ url: API_ROOT }],
    paths: Object.fromEntries(paths),
    components: { schemas: componentSchemas() },
  };
}

function operationOf(endpoint: Endpoint): Operation {
  const { name, group, summary, may, body, status = 200 } = endpoint;
  return {
    operationId: name,
    tags: [group],
    summary,
    description: may === 'operate' ? 'For operators.' : 'For viewers and operators.',
    parameters: [...pathParameters(endpoint), ...queryParameters(endpoint)],
    ...(body !== null && {
      requestBody: { required: true, content: { 'application/json': { schema: schemaOf(body, 'input') } } },
    }),
    responses: {
      [status]: {
        description: status === 202 ? 'It is on record and done soon.' : 'The answer.',
        content: contentOf(endpoint),
      },
      ...(endpoint.method === 'GET' && { 304: { description: 'Not changed since the ETag that was sent.' } }),
      default: {
        description: 'It cannot be done; the message says why and what to do.',
        content: { 'application/json': { schema: reference('Error') } },
      },
    },
  };
}

function contentOf({ answer, files = [] }: Endpoint): Json {
  if (answer !== null) return { 'application/json': { schema: schemaOf(answer, 'output') } };
  return Object.fromEntries(files.map((type) => [type, { schema: { type: 'string' } }]));
}

function pathParameters({ path }: Endpoint): Operation['parameters'] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
}

function queryParameters({ query }: Endpoint): Operation['parameters'] {
  const { properties = {}, required = [] } = schemaOf(query, 'input') as {
    properties?: Readonly<Record<string, Json>>;
    required?: readonly string[];
  };
  return Object.entries(properties).map(([name, { description, ...schema }]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    ...(typeof description === 'string' && { description }),
    schema,
  }));
}

const reference = (name: string): Json => ({ $ref: `#/components/schemas/${name}` });

function schemaOf(schema: v.GenericSchema, typeMode: 'input' | 'output'): Json {
  const { $schema, $defs, ...json } = toJsonSchema(schema, {
    ...CONVERSION,
    typeMode,
    definitions: COMPONENTS,
  });
  return json;
}

function componentSchemas(): Record<string, Json> {
  const all = Object.entries(COMPONENTS).map(([name, schema]) => {
    // A component may refer to the others, and not to itself.
    const others = Object.fromEntries(Object.entries(COMPONENTS).filter(([other]) => other !== name));
    const { $schema, $defs, ...json } = toJsonSchema(schema, {
      ...CONVERSION,
      typeMode: 'output',
      definitions: others,
    });
    return [name, json] as const;
  });
  return Object.fromEntries(all);
}

const CONVERSION = {
  target: 'draft-2020-12',
  // What JSON Schema cannot say, such as a check across fields, the server checks all the same.
  errorMode: 'ignore',
  overrideRef: ({ referenceId }: { readonly referenceId: string }) => `#/components/schemas/${referenceId}`,
} as const;
