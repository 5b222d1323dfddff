/** Where a listing of versions goes on. */
interface Markers {
  readonly KeyMarker?: string;
  readonly VersionIdMarker?: string;
}

/** The end of a page as one string. */
export function packCursor(page: {
  NextKeyMarker?: string | undefined;
  NextVersionIdMarker?: string | undefined;
}): string {
  return JSON.stringify([decodeS3Key(page.NextKeyMarker ?? ''), page.NextVersionIdMarker ?? null]);
}

/** What `packCursor` made of the page before. */
export function unpackCursor(cursor: string): Markers {
  const [key, version] = JSON.parse(cursor) as [string, string | null];
  return { KeyMarker: key, ...(version !== null && { VersionIdMarker: version }) };
}

/**
 * A key of a listing with `EncodingType: 'url'`.
 *
 * @example decodeS3Key('a+b%2Bc') // 'a b+c'
 */
export function decodeS3Key(encoded: string): string {
  return decodeURIComponent(encoded.replaceAll('+', ' '));
}
