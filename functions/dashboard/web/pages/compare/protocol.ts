import type { Settings } from '../../../../../shared/config/settings.ts';
import type { CsvErrorCode } from '../../../../../shared/csv/csv-error.ts';
import type { Report } from '../../../../../shared/report/report.ts';
import type { CumulativeCurve } from '../../../../../shared/tally/cumulative-curve.ts';
import type { ReadProgress } from './comparison.ts';
import type { Preview } from './preview-file.ts';

/** What the page asks its worker, and what comes back. */
export interface Calls {
  readonly preview: { readonly ask: { readonly file: File }; readonly answer: Preview };
  /** Reads both files and judges them; `read` of any other comparison is forgotten. */
  readonly compare: {
    readonly ask: { readonly baseline: File; readonly production: File; readonly settings: Settings };
    readonly answer: Report;
  };
  /** Judges what was read last under other settings. */
  readonly judge: { readonly ask: { readonly settings: Settings }; readonly answer: Report };
  readonly curve: { readonly ask: { readonly feature: string }; readonly answer: CumulativeCurve | null };
}

export type CallName = keyof Calls;

type AskOf<Name extends CallName> = { readonly call: Name; readonly id: number } & Calls[Name]['ask'];

export type Ask =
  | { readonly [Name in CallName]: AskOf<Name> }[CallName]
  | { readonly call: 'cancel'; readonly id: number };

/** Why a call failed; of a file that cannot be read also where. */
export interface Problem {
  readonly message: string;
  readonly code: CsvErrorCode | 'cancelled' | 'failed';
  readonly file?: string;
  readonly line?: number;
  readonly column?: string | number;
  /** What the file breaks, and the way out, without the place. */
  readonly explanation?: string;
}

export type Tell =
  | { readonly kind: 'answer'; readonly id: number; readonly answer: Calls[CallName]['answer'] }
  | { readonly kind: 'progress'; readonly id: number; readonly progress: ReadProgress }
  | { readonly kind: 'problem'; readonly id: number; readonly problem: Problem };
