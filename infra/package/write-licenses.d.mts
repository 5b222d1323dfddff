/** See `write-licenses.mjs`, which the build runs as it is. */
export function writeLicenses(
  path: string,
  metafiles: readonly { readonly inputs: Record<string, unknown> }[],
): Promise<void>;
