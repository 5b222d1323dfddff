import type { Report } from '../../shared/report/report.ts';

/** What became of a file that somebody copied into the inputs folder. `key` is its path there. */
export type News =
  | {
      readonly kind: 'verdict';
      readonly monitor: string;
      readonly key: string;
      readonly report: Report;
      readonly place: string;
    }
  | { readonly kind: 'duplicate'; readonly monitor: string; readonly key: string }
  | { readonly kind: 'waiting'; readonly monitor: string; readonly key: string }
  | { readonly kind: 'refused'; readonly monitor: string; readonly key: string; readonly reason: string }
  | {
      readonly kind: 'baseline';
      readonly monitor: string;
      readonly key: string;
      readonly rows: number;
      readonly features: number;
      readonly inCharge: boolean;
    }
  | { readonly kind: 'settings'; readonly monitor: string }
  /** It lies where nothing is read. */
  | { readonly kind: 'misplaced'; readonly key: string };
