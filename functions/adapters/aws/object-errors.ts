import { S3ServiceException } from '@aws-sdk/client-s3';
import type { ObjectRef } from '../../ports.ts';

const ABSENT_CODES = new Set([
  'NoSuchKey',
  'NoSuchVersion',
  // Without permission to list, S3 does not tell whether a key exists.
  'AccessDenied',
  // The version is a delete marker.
  'MethodNotAllowed',
]);

/** Whether S3's answer to a GET means that there is no such object, or none that the caller may know of. */
export function isAbsent(error: unknown, { versionId }: ObjectRef): boolean {
  if (!(error instanceof S3ServiceException)) return false;
  // "Invalid version id specified": no version has an id of that form.
  if (error.name === 'InvalidArgument') return versionId !== undefined;
  return ABSENT_CODES.has(error.name);
}

/** The same of an answer to a HEAD, which has no body and so no code: the status has to do. */
export function isAbsentByStatus(error: unknown, { versionId }: ObjectRef): boolean {
  if (!(error instanceof S3ServiceException)) return false;
  const status = error.$metadata.httpStatusCode;
  return status === 403 || status === 404 || status === 405 || (status === 400 && versionId !== undefined);
}

/** The HTTP status that S3 answered with; undefined for errors that are not S3's. */
export function statusOf(error: unknown): number | undefined {
  return error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;
}
