import type { ChangesInWords } from '../../shared/model/change-words.ts';
import type { EstimatedPerformance } from '../../shared/model/estimate-performance.ts';
import type { LabelFileInWords, PerformanceInWords } from '../../shared/model/performance-words.ts';
import type { Report } from '../../shared/report/report.ts';
import type { RetrainingNews } from './retraining-news.ts';

/** What became of a file that somebody copied into the inputs folder, `key` is its path there, or follows from it. */
export type News =
  | RetrainingNews
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
      /** `candidate`: a model depends on the one in charge. `superseded`: a newer one is in charge. */
      readonly state: 'in-charge' | 'candidate' | 'superseded';
    }
  /** What is in charge after an operator asked for another baseline or model. */
  | {
      readonly kind: 'promotion';
      readonly monitor: string;
      readonly key: string;
      readonly rows: number;
      readonly features: number;
      /** Of how many batches its rows are; `null` for an upload. */
      readonly batches: number | null;
      /** Whether a model is in charge with it, or one will be learned. */
      readonly model: 'in-charge' | 'to-be-learned' | 'none';
    }
  /** A model was learned from a baseline, or cannot be, and then `refusal` says why. */
  | {
      readonly kind: 'model';
      readonly monitor: string;
      readonly key: string;
      readonly model: string;
      readonly inCharge: boolean;
      readonly rows: number;
      readonly accuracy: number | null;
      readonly refusal: string | null;
    }
  /** A batch was scored, or cannot be. */
  | {
      readonly kind: 'predictions';
      readonly monitor: string;
      readonly key: string;
      readonly rows: number;
      readonly drifted: boolean;
      readonly estimated: EstimatedPerformance | null;
      readonly refusal: string | null;
      /** Against the model that was in charge before, where that was asked for. */
      readonly changes: ChangesInWords | null;
      readonly place: string;
    }
  /** A file with labels was taken in. */
  | ({ readonly kind: 'labels'; readonly monitor: string; readonly key: string } & LabelFileInWords)
  /** The predictions for a batch were measured by labels, or cannot be. */
  | ({ readonly kind: 'performance'; readonly monitor: string; readonly key: string } & PerformanceInWords)
  | { readonly kind: 'settings'; readonly monitor: string }
  /** It lies where nothing is read. */
  | { readonly kind: 'misplaced'; readonly key: string };
