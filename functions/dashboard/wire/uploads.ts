import * as v from 'valibot';
import { described } from './common.ts';
import { endpoint } from './endpoint.ts';

const uploadKindSchema = v.picklist(['baseline', 'production', 'labels']);
export type UploadKind = v.InferOutput<typeof uploadKindSchema>;

export const beginUpload = endpoint({
  method: 'POST',
  path: '/uploads',
  name: 'beginUpload',
  group: 'Uploads',
  summary: 'Ask where to send a file. Its bytes go there in a second request, as answered here.',
  may: 'operate',
  body: v.strictObject({
    monitor: v.string(),
    kind: uploadKindSchema,
    name: described(v.string(), 'As its owner knows it; ends in .csv, .csv.gz or .parquet.'),
    size: described(v.pipe(v.number(), v.integer(), v.minValue(0)), 'Bytes.'),
  }),
  answer: v.object({
    key: described(v.string(), 'Where it will be in the inputs.'),
    method: described(
      v.picklist(['PUT', 'POST']),
      'PUT: the bytes are the body. POST: a multipart form with `fields`, and the file last, as `file`.',
    ),
    url: v.string(),
    fields: v.record(v.string(), v.string()),
    headers: described(v.record(v.string(), v.string()), 'To be sent along.'),
  }),
});

export const sendUpload = endpoint({
  method: 'PUT',
  path: '/uploads/{kind}/{monitor}/{name}',
  name: 'sendUpload',
  group: 'Uploads',
  summary: 'Take the bytes of a file, where the server keeps files itself.',
  may: 'operate',
  answer: v.object({ key: v.string(), versionId: v.string() }),
});
