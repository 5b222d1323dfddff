import type { DataSource } from '../data-source.ts';
import type { LoadedModel } from '../model-document.ts';
import type { ModelKind } from '../model-kind.ts';
import type { TrainingRows } from '../read-rows.ts';

/** What a retraining starts from. */
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
  /** A model learns from at most so many rows: the new ones first, then a sample of the old that favours later ones. */
  readonly rowsMax: number;
  readonly monitor: string | null;
  readonly engineVersion: string;
  /** Where the rows came from; `history` one for one. */
  readonly sources: { readonly window: DataSource; readonly history: readonly DataSource[] };
  /** Awaited before each fit, so that whoever runs this stays responsive. */
  readonly breathe: () => Promise<void>;
}
