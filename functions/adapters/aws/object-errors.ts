import { S3ServiceException } from '@aws-sdk/client-s3';
import type { ObjectRef } from '../../ports.ts';

const ABSENT = new Set([
  'NoSuchKey',
  'NoSuchVersion',
  'NotFound',
  // Without permission to list, S3 does not tell whether a key exists.
  'AccessDenied',
  // The version is a delete marker.
  'MethodNotAllowed',
]);

/**
 * Whether S3's answer means that there is no such object, or none that the caller may know of. An answer to a HEAD
 * has no body and so no code: there the status has to do.
 */
export function isAbsent(error: unknown, ref: ObjectRef): boolean {
  if (!(error instanceof S3ServiceException)) return false;
  if (ABSENT.has(error.name)) return true;
  const status = error.$metadata.httpStatusCode;
  const hasCode = /^[A-Z][a-z]+[A-Z]/.test(error.name) && error.name !== 'UnknownError';
  // "Invalid version id specified": no version has an id of that form.
  if (status === 400 && ref.versionId !== undefined) return !hasCode || error.name === 'InvalidArgument';
  return !hasCode && (status === 403 || status === 404 || status === 405);
}
