import * as v from 'valibot';

export const described = <S extends v.GenericSchema>(schema: S, text: string) =>
  v.pipe(schema, v.description(text));

export const count = v.pipe(v.number(), v.integer(), v.minValue(0));
export const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
export const time = described(v.number(), 'Milliseconds since 1970.');

/** An error, whatever was asked. */
export const errorSchema = v.object({
  error: v.object({
    code: described(v.string(), 'For programs.'),
    message: described(v.string(), 'A sentence for people, with the way out.'),
    field: v.optional(described(v.string(), 'The part of the request that is wrong.')),
  }),
});
export type ApiError = v.InferOutput<typeof errorSchema>['error'];

const PAGE_ITEMS_DEFAULT = 50;
export const PAGE_ITEMS_MAX = 200;

/** A whole number in a query, where everything is text. */
export const numberInQuery = (name: string, min: number, max: number, description: string) =>
  v.pipe(
    v.string(),
    v.description(description),
    v.regex(
      /^\d{1,9}$/,
      ({ received }) => `${name} must be a whole number from ${min} to ${max}, not ${received}`,
    ),
    v.transform(Number),
    v.minValue(min, ({ received }) => `${name} must be at least ${min}, not ${received}`),
    v.maxValue(max, ({ received }) => `${name} must be at most ${max}, not ${received}`),
  );

export const pageEntries = {
  cursor: v.optional(
    described(
      v.pipe(v.string(), v.maxLength(2_000)),
      'What the page before gave as its cursor; absent for the first.',
    ),
  ),
  limit: v.optional(
    numberInQuery('limit', 1, PAGE_ITEMS_MAX, `Most items on the page (${PAGE_ITEMS_DEFAULT}).`),
    String(PAGE_ITEMS_DEFAULT),
  ),
};

export const pageQuery = v.object(pageEntries);

/** A page of a list. */
export const pageOf = <S extends v.GenericSchema>(item: S) =>
  v.object({
    items: v.array(item),
    cursor: described(v.nullable(v.string()), 'Asks for the next page; null on the last.'),
  });

/** One version of an uploaded file. */
export const fileSchema = v.object({
  key: described(v.string(), 'Key in the inputs.'),
  name: described(v.string(), 'Its last part: the file as its owner knows it.'),
  uploaded: time,
  versionId: v.string(),
});

/** Text with times in it, which are for the reader's own clock and language to write. */
export const wordsSchema = described(
  v.array(v.union([v.string(), v.object({ time, as: v.picklist(['day', 'moment']) })])),
  'Pieces of a text, to be joined as they are; times are written as the reader does.',
);
export type Words = v.InferOutput<typeof wordsSchema>;

export const interval = v.object({ value: v.number(), low: v.number(), high: v.number() });
