import { HTTPException } from 'hono/http-exception';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { ApiError } from '../wire/common.ts';

/** A request that cannot be answered as asked; the message is a sentence with the way out. */
export class Problem extends HTTPException {
  readonly code: string;
  readonly field: string | undefined;

  constructor(status: ContentfulStatusCode, { code, message, field }: ApiError) {
    super(status, { message });
    this.code = code;
    this.field = field;
  }
}

/** @example throw problem(404, 'no-monitor', 'There is no monitor "churn".') */
export function problem(
  status: ContentfulStatusCode,
  code: string,
  message: string,
  field?: string,
): Problem {
  return new Problem(status, { code, message, ...(field !== undefined && { field }) });
}

/** The body of an answer that tells of an error. */
export function errorBody({ code, message, field }: ApiError): { error: ApiError } {
  return { error: { code, message, ...(field !== undefined && { field }) } };
}
