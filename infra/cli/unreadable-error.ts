/** A file that is not what it should be: exit 3, with a sentence that says what and the way out. */
export class UnreadableError extends Error {
  override readonly name = 'UnreadableError';
}
