import { describe, expect, test } from 'vitest';
import { schemaText } from '../../../functions/dashboard/schema-text.ts';

describe('a JSON Schema in writing', () => {
  test.each([
    [{ type: 'string' }, 'string'],
    [{}, 'anything'],
    [{ const: 1 }, '1'],
    [{ enum: ['a', 'b'] }, '&quot;a&quot; | &quot;b&quot;'],
    [{ anyOf: [{ type: 'string' }, { type: 'null' }] }, 'string | null'],
    [{ type: 'array', items: { type: 'number' } }, 'number[]'],
    [{ type: 'array', items: { enum: [1, 2] } }, '(1 | 2)[]'],
    [
      { type: 'array', prefixItems: [{ type: 'number' }, { type: 'string' }], items: false },
      '[number, string]',
    ],
    [{ type: 'object', additionalProperties: { type: 'number' } }, '{ [name]: number }'],
    [{ $ref: '#/components/schemas/Batch' }, '<a href="#schema-Batch">Batch</a>'],
  ])('%j', (schema, text) => {
    expect(schemaText(schema).text).toBe(text);
  });

  test('of an object has a line for each property, with what it means', () => {
    const schema = {
      type: 'object',
      properties: {
        id: { type: 'string', description: 'Names <it>.' },
        inner: { type: 'object', properties: { rows: { type: 'integer' } }, required: [] },
      },
      required: ['id', 'inner'],
    };
    expect(schemaText(schema).text).toBe(
      '{\n  id: string<i>  Names &lt;it&gt;.</i>\n  inner: {\n    rows?: integer\n  }\n}',
    );
  });
});
