import { html, type Markup } from '../../shared/report/render/html-escape.ts';

/** The part of JSON Schema that the API's description is made of. */
interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly items?: Schema | false;
  readonly prefixItems?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Schema | boolean;
  readonly description?: string;
}

/**
 * A JSON Schema as a person writes down a type, with its descriptions; named schemas link to where they are.
 *
 * @example schemaText({ type: 'array', items: { $ref: '#/components/schemas/Batch' } }).text // '<a href="#schema-Batch">Batch</a>[]'
 */
export function schemaText(schema: object): Markup {
  return typeOf(schema, '');
}

function typeOf(schema: Schema, indent: string): Markup {
  const { $ref, enum: values, anyOf, oneOf = anyOf, type, prefixItems, items, properties } = schema;
  if ($ref !== undefined) {
    const name = $ref.slice($ref.lastIndexOf('/') + 1);
    return html`<a href="#schema-${name}">${name}</a>`;
  }
  if ('const' in schema) return html`${JSON.stringify(schema.const)}`;
  if (values !== undefined) return html`${values.map((value) => JSON.stringify(value)).join(' | ')}`;
  if (oneOf !== undefined) return joined(oneOf, ' | ', indent);
  if (prefixItems !== undefined) return html`[${joined(prefixItems, ', ', indent)}]`;
  if (type === 'array') return listOf(items === false || items === undefined ? {} : items, indent);
  if (properties !== undefined) return objectOf(schema, properties, indent);
  if (type === 'object') return recordOf(schema.additionalProperties, indent);
  return html`${type ?? 'anything'}`;
}

function joined(schemas: readonly Schema[], by: string, indent: string): Markup {
  return html`${schemas.map((schema, i) => html`${i > 0 && by}${typeOf(schema, indent)}`)}`;
}

function listOf(items: Schema, indent: string): Markup {
  const isUnion = (items.anyOf ?? items.oneOf ?? items.enum) !== undefined;
  return isUnion ? html`(${typeOf(items, indent)})[]` : html`${typeOf(items, indent)}[]`;
}

function recordOf(values: Schema | boolean | undefined, indent: string): Markup {
  return html`{ [name]: ${typeof values === 'object' ? typeOf(values, indent) : 'anything'} }`;
}

function objectOf(
  { required = [] }: Schema,
  properties: Readonly<Record<string, Schema>>,
  indent: string,
): Markup {
  const inner = `${indent}  `;
  const lines = Object.entries(properties).map(
    ([name, schema]) =>
      html`${inner}${name}${!required.includes(name) && '?'}: ${typeOf(schema, inner)}${note(schema)}
`,
  );
  return html`{
${lines}${indent}}`;
}

function note({ description }: Schema): Markup | false {
  return description !== undefined && html`<i>  ${description}</i>`;
}
