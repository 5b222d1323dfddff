import { modelKind } from '../../../../shared/model/kinds/all-kinds.ts';
import { type LoadedModel, loadModel, modelToJson } from '../../../../shared/model/model-document.ts';
import type { TrainingRows } from '../../../../shared/model/read-rows.ts';
import type { RetrainInput } from '../../../../shared/model/retrain/retrain-input.ts';
import { type Retrained, retrainModel } from '../../../../shared/model/retrain/retrain-model.ts';
import { trainModel } from '../../../../shared/model/train-model.ts';
import { seededRandom } from '../../../../shared/stats/random.ts';
import { labelledRows, trainingRows } from '../rows.ts';

/** Decides by a line through the origin; turned, the same inputs mean other answers. */
export interface World {
  readonly turnedDegrees: number;
  /** Share of the answers that are chance. */
  readonly noise?: number;
  /** Inputs that say nothing. */
  readonly idleInputs?: number;
}

export const OLD: World = { turnedDegrees: 0 };
/** The old rule is right in 65 % of the cases here. */
export const NEW: World = { turnedDegrees: 63 };

export interface Drawn {
  readonly columns: Record<string, number[]>;
  readonly answers: string[];
}

export function draw(
  { turnedDegrees, noise = 0.05, idleInputs = 0 }: World,
  rows: number,
  seed: number,
): Drawn {
  const random = seededRandom(seed);
  const angle = (turnedDegrees * Math.PI) / 180;
  const names = ['x', 'y', ...Array.from({ length: idleInputs }, (_, i) => `idle${i}`)];
  const columns = Object.fromEntries(
    names.map((name) => [name, Array.from({ length: rows }, () => random.normal())]),
  );
  const answers = columns.x!.map((x, row) => {
    const right = Math.cos(angle) * x + Math.sin(angle) * columns.y![row]! > 0;
    const chance = random.uniform() < noise ? random.uniform() < 0.5 : right;
    return chance ? 'yes' : 'no';
  });
  return { columns, answers };
}

export const rowsOf = ({ columns, answers }: Drawn, ids: readonly string[] | null = null): TrainingRows =>
  trainingRows(labelledRows(columns, answers), ids);

const logistic = modelKind('logistic-regression');
const file = (name: string) => ({ uri: `${name}.csv`, versionId: null, sha256: null });

export function modelOf(rows: TrainingRows): LoadedModel {
  const options = { kind: logistic, seed: 1, monitor: null, source: file('old'), engineVersion: '1.2.3' };
  return loadModel(modelToJson(trainModel(rows, options)));
}

/** A retraining of the model of the history, with a window. */
export function inputOf(
  history: TrainingRows,
  window: TrainingRows,
  parts: Partial<RetrainInput> = {},
): RetrainInput {
  return {
    window,
    spent: () => false,
    history: [history],
    champion: parts.champion ?? modelOf(history),
    kind: logistic,
    seed: 1,
    rowsMax: 20_000,
    monitor: 'turned',
    engineVersion: '1.2.3',
    sources: { window: file('window'), history: [file('old')] },
    breathe: async () => {},
    ...parts,
  };
}

export async function retrained(input: RetrainInput): Promise<Retrained> {
  const result = await retrainModel(input);
  if (result.kind !== 'trained') throw new Error(`It waits for ${result.missingRows} rows.`);
  return result;
}
