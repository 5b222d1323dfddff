/** An error as it is logged. */
export interface ErrorFields {
  readonly name: string;
  readonly message: string;
  readonly stack?: string | undefined;
  readonly cause?: ErrorFields;
  readonly errors?: readonly ErrorFields[];
}

/**
 * What a log needs of an error and no more: the errors of SDK and validation carry requests, headers and inputs
 * with them, and none of that belongs into a log.
 */
export function errorFields(error: unknown): ErrorFields {
  if (!(error instanceof Error)) return { name: 'NotAnError', message: String(error) };
  const { name, message, stack, cause } = error;
  return {
    name,
    message,
    stack,
    ...(cause !== undefined && { cause: errorFields(cause) }),
    ...(error instanceof AggregateError && { errors: error.errors.map(errorFields) }),
  };
}
