/** As everywhere in Driftline: the plain SHA-256 up to 64 MiB, beyond that the SHA-256 over those of the parts. */
const DIGEST_PART_BYTES = 64 * 1024 * 1024;

/**
 * A file's digest, 64 hex digits, the one that the command and a monitor would write down. Holds one part at a time.
 *
 * @param signal looked at between the parts
 */
export async function digestFile(file: Blob, signal?: AbortSignal): Promise<string> {
  const parts: ArrayBuffer[] = [];
  for (let from = 0; from === 0 || from < file.size; from += DIGEST_PART_BYTES) {
    signal?.throwIfAborted();
    const part = await file.slice(from, from + DIGEST_PART_BYTES).arrayBuffer();
    parts.push(await crypto.subtle.digest('SHA-256', part));
  }
  const [only] = parts;
  return hex(
    parts.length === 1 && only !== undefined
      ? only
      : await crypto.subtle.digest('SHA-256', await new Blob(parts).arrayBuffer()),
  );
}

/** The SHA-256 of a text, 64 hex digits. */
export async function digestText(text: string): Promise<string> {
  return hex(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
}

const hex = (digest: ArrayBuffer): string =>
  Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
