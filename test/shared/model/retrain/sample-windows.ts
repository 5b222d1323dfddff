import { readFileSync } from 'node:fs';
import { modelKind } from '../../../../shared/model/kinds/all-kinds.ts';
import { type LoadedModel, loadModel, modelToJson } from '../../../../shared/model/model-document.ts';
import type { TrainingRows } from '../../../../shared/model/read-rows.ts';
import type { RetrainInput } from '../../../../shared/model/retrain/retrain-input.ts';
import { trainModel } from '../../../../shared/model/train-model.ts';
import { rowsOfCsv } from '../rows.ts';

const read = (path: string) => readFileSync(new URL(`../../../../data/${path}`, import.meta.url), 'utf8');

interface Stream {
  readonly folder: string;
  readonly label: string;
  readonly kind: string;
}

export const OBESITY: Stream = { folder: 'obesity', label: 'NObeyesdad', kind: 'logistic-regression' };
export const LOANS: Stream = { folder: 'loans', label: 'approved', kind: 'boosted-trees' };

/** One sample batch with its labels, which come in a file of their own. */
function labelledBatch({ folder, label }: Stream, name: string): string[] {
  const answers = new Map(
    read(`${folder}/labels/${name}.csv`)
      .trim()
      .split('\n')
      .map((line) => line.split(',') as [string, string]),
  );
  const [header, ...rows] = read(`${folder}/production/${name}.csv`).trim().split('\n');
  return [
    `${header},${label}`,
    ...rows.map((row) => `${row},${answers.get(row.slice(0, row.indexOf(',')))}`),
  ];
}

/** Batches with their labels as one CSV. */
function windowCsv(stream: Stream, names: readonly string[]): string {
  const [header] = labelledBatch(stream, names[0]!);
  return `${[header, ...names.flatMap((name) => labelledBatch(stream, name).slice(1))].join('\n')}\n`;
}

export interface SampleStream {
  readonly champion: LoadedModel;
  readonly history: TrainingRows;
  readonly inputOf: (names: readonly string[]) => Promise<RetrainInput>;
}

const sourceOf = (uri: string) => ({ uri, versionId: null, sha256: null });

/** The stream's first champion, and what a retraining with some of its batches starts from. */
export async function sampleStream(stream: Stream): Promise<SampleStream> {
  const settings = { label: stream.label, id: 'id' };
  const kind = modelKind(stream.kind);
  const history = await rowsOfCsv(read(`${stream.folder}/baseline.csv`), settings);
  const source = sourceOf('baseline.csv');
  const document = trainModel(history, { kind, seed: 1, monitor: null, source, engineVersion: '1.2.3' });
  const champion = loadModel(modelToJson(document));
  return {
    champion,
    history,
    inputOf: async (names) => ({
      window: await rowsOfCsv(windowCsv(stream, names), settings),
      spent: () => false,
      history: [history],
      champion,
      kind,
      seed: 1,
      rowsMax: 20_000,
      monitor: stream.folder,
      engineVersion: '1.2.3',
      sources: { window: sourceOf('window.csv'), history: [source] },
      breathe: async () => {},
    }),
  };
}
