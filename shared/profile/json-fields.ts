import * as v from 'valibot';
import { columnTypeSchema } from '../config/settings.ts';
import { READ_NOTICE_CODES } from '../csv/blocks.ts';
import { FormatError } from './format-error.ts';

/** Fields that the stored profile and the stored tally have in common. */

export const countSchema = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** Checked element by element by `readNumbers`: through the schema millions of numbers would take seconds. */
export const longArraySchema = v.custom<readonly unknown[]>(Array.isArray, 'Expected an array');

export const unparsableSchema = v.strictObject({
  count: countSchema,
  examples: v.array(v.tuple([v.number(), v.string()])),
});

export const levelTypeSchema = v.picklist(columnTypeSchema.options.filter((type) => type !== 'numeric'));

export const noticeSchema = v.strictObject({
  code: v.picklist(READ_NOTICE_CODES),
  column: v.exactOptional(v.string()),
  message: v.string(),
});

/** JSON has no infinities: they are written as these words, in place of the number. */
export type JsonNumber = number | 'Infinity' | '-Infinity';

export const toJsonNumber = (value: number): JsonNumber =>
  value === Infinity ? 'Infinity' : value === -Infinity ? '-Infinity' : value;

/** @throws FormatError when it is neither a number nor an infinity */
export function fromJsonNumber(json: unknown, subject: string): number {
  if (typeof json === 'number') return json;
  if (json === 'Infinity') return Infinity;
  if (json === '-Infinity') return -Infinity;
  throw new FormatError(`${subject} must be a number, not ${JSON.stringify(json)}.`);
}

/** In a loop, as `Float64Array.from` with a function takes three times as long. */
export function readNumbers(json: readonly unknown[], subject: string): Float64Array {
  const numbers = new Float64Array(json.length);
  for (let i = 0; i < json.length; i++) numbers[i] = fromJsonNumber(json[i], subject);
  return numbers;
}

/** Rows that are counted at most: more than a batch or a baseline may have. */
const COUNT_MAX = 2 ** 32 - 1;

/** @throws FormatError as well when they add up to more than can be counted */
export function readCounts(json: readonly unknown[], subject: string): Uint32Array {
  const counts = readNumbers(json, subject);
  let sum = 0;
  for (let i = 0; i < counts.length; i++) {
    const rows = counts[i]!;
    if (!Number.isSafeInteger(rows) || rows < 0) {
      throw new FormatError(`${subject} must be whole numbers of rows, not ${rows}.`);
    }
    sum += rows;
  }
  if (sum > COUNT_MAX) throw new FormatError(`${subject} add up to ${sum} rows, more than ${COUNT_MAX}.`);
  return Uint32Array.from(counts);
}

/** @param what the document's name in messages, such as "profile" */
export function parseDocument<S extends v.GenericSchema>(
  text: string,
  schema: S,
  what: string,
): v.InferOutput<S> {
  const result = v.safeParse(schema, parseJson(text, what));
  if (result.success) return result.output;
  const [issue] = result.issues;
  const path = v.getDotPath(issue);
  throw new FormatError(
    `This is no ${what} that can be read: ${path === null ? '' : `${path}: `}${issue.message}. Make the ${what} anew.`,
  );
}

function parseJson(text: string, what: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new FormatError(`This is no ${what}: it is not JSON. Make the ${what} anew.`, { cause: error });
  }
}
