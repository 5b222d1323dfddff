import * as v from 'valibot';
import { ENVIRONMENT } from '../../environment.ts';
import { type ObjectEvent, parseObjectEvent } from '../../object-event.ts';
import { readVariable } from './read-variable.ts';

/** The parts used of S3's "Object Created" event as EventBridge puts it on a queue. */
const objectCreatedSchema = v.object({
  source: v.literal('aws.s3'),
  'detail-type': v.literal('Object Created'),
  detail: v.object({
    bucket: v.object({ name: v.string() }),
    object: v.object({
      // Not URL-encoded here, unlike in S3's own notifications: `a+b %20.csv` is the key as it is.
      key: v.string(),
      'version-id': v.optional(v.string()),
      sequencer: v.optional(v.string()),
    }),
  }),
});

/**
 * A message of every queue but `decide`: what S3 says through EventBridge of an upload, or
 * what our own functions send when a file is to be looked at again.
 *
 * @param inputsBucket name of the bucket whose uploads are taken.
 * @throws ValiError for a body that is neither; Error for another bucket, or one without versions.
 */
export function parseUploadMessage(
  body: string,
  inputsBucket = readVariable(ENVIRONMENT.inputsBucket),
): ObjectEvent {
  const message: unknown = JSON.parse(body);
  if (!v.is(v.object({ 'detail-type': v.string() }), message)) return parseObjectEvent(body);
  const { bucket, object } = v.parse(objectCreatedSchema, message).detail;
  if (bucket.name !== inputsBucket) {
    throw new Error(
      `${bucket.name}/${object.key} is not in ${inputsBucket}: correct the rule that sent it here.`,
    );
  }
  const versionId = object['version-id'];
  if (versionId === undefined || versionId === '') {
    throw new Error(
      `${bucket.name}/${object.key} has no version: turn on versioning for the bucket and upload it again.`,
    );
  }
  const { key, sequencer } = object;
  return { bucket: 'inputs', key, versionId, ...(sequencer !== undefined && { sequencer }) };
}
