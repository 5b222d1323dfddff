/** Why a file cannot be used. It is recorded and reported, and the file is not tried again. */
export interface Refusal {
  readonly code: string;
  /** Names the file, the rule, the value given and the way out. */
  readonly message: string;
  readonly line?: number | undefined;
  readonly column?: string | undefined;
  readonly value?: string | undefined;
}
