/** Something in the command line or the settings is off: exit 2, with a sentence that says what and the way out. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
