/** A stored document that is damaged, of another version, or something else altogether. */
export class FormatError extends Error {
  override readonly name = 'FormatError';
}
