/** Topics refuse a subject of 100 characters or more, or with anything but printable ASCII. */
const SUBJECT_CHARS_MAX = 99;

/**
 * A line that every mail system takes as a subject: printable ASCII, below 100 characters.
 *
 * @example toSubject('Größe → 3') // 'Gr??e ? 3'
 */
export function toSubject(text: string): string {
  const ascii = Array.from(text.replace(/\s+/g, ' ').trim(), (c) => (c >= ' ' && c <= '~' ? c : '?')).join(
    '',
  );
  return ascii.length <= SUBJECT_CHARS_MAX ? ascii : `${ascii.slice(0, SUBJECT_CHARS_MAX - 3)}...`;
}
