import * as v from 'valibot';

/** The file that rows came from. */
export const dataSourceSchema = v.strictObject({
  uri: v.string(),
  versionId: v.nullable(v.string()),
  sha256: v.nullable(v.string()),
});
export type DataSource = v.InferOutput<typeof dataSourceSchema>;
