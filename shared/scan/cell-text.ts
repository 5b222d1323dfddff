import { cellText } from '../csv/missing.ts';

const QUOTE = 34;
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** A cell's bytes, sound UTF-8 with sound quotes, as a `TextBlock` holds it: unquoted, trimmed, null when missing. */
export function textOfCell(bytes: Uint8Array): string | null {
  const text = decoder.decode(bytes);
  return cellText(bytes[0] === QUOTE ? text.slice(1, -1).replaceAll('""', '"') : text);
}
