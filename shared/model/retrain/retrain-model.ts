import type { DataSource } from '../data-source.ts';
import type { LoadedModel, ModelDocument } from '../model-document.ts';
import type { ModelKind } from '../model-kind.ts';
import type { TrainingRows } from '../read-rows.ts';
import type { Evidence } from './evidence.ts';

export interface RetrainInput {
  /** Labelled rows since the drift began, oldest first. */
  readonly window: TrainingRows;
  /** Whether an earlier try was judged by a data row of the window's file (the first is 1). */
  readonly spent: (windowRow: number) => boolean;
  /** Labelled rows from before the drift, oldest file first, read with the same profile. */
  readonly history: readonly TrainingRows[];
  readonly champion: LoadedModel;
  readonly kind: ModelKind;
  readonly seed: number;
  /** A model learns from at most so many rows: the new ones first, then the newest old ones. */
  readonly rowsMax: number;
  readonly monitor: string | null;
  readonly engineVersion: string;
  /** Where the rows came from; `history` one for one. */
  readonly sources: { readonly window: DataSource; readonly history: readonly DataSource[] };
  /** Awaited before each fit, so that whoever runs this stays responsive. */
  readonly breathe: () => Promise<void>;
}

/** There are too few labelled rows to both learn from and judge by. */
export interface WaitingForLabels {
  readonly kind: 'waiting-for-labels';
  /** Rows that count so far. */
  readonly labelledRows: number;
  /** The fewest further ones that can be enough, if they are newer than all others. */
  readonly missingRows: number;
  /** Of these, at least so many of a class; only classes that lack some. */
  readonly missingByClass: readonly { readonly class: string; readonly rows: number }[];
}

export interface Retrained {
  readonly kind: 'trained';
  readonly document: ModelDocument;
  readonly evidence: Evidence;
  /** Whether the challenger is surely better than the champion. */
  readonly passed: boolean;
}

export type RetrainResult = WaitingForLabels | Retrained;

export async function retrainModel(input: RetrainInput): Promise<RetrainResult> {
  await input.breathe();
  throw new Error('unfinished');
}
