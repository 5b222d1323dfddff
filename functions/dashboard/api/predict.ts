import { CsvError } from '../../../shared/csv/csv-error.ts';
import { toCsv } from '../../../shared/csv/write-csv.ts';
import { type LoadedModel, loadModel } from '../../../shared/model/model-document.ts';
import { scoreRows, TooManyRows } from '../../../shared/model/score-rows.ts';
import { ArtifactChanged } from '../../artifact.ts';
import type { ArtifactCache } from '../../artifact-cache.ts';
import { loadProfile } from '../../baseline/stored-profile.ts';
import { trainedOf } from '../../predict/trained-of.ts';
import { baselineOf } from '../../records/baseline-record.ts';
import type { BodyOf } from '../wire/endpoint.ts';
import {
  getPredictForm,
  PREDICT_BYTES_MAX,
  PREDICT_ROWS_MAX,
  type Predicted,
  predict,
} from '../wire/predict.ts';
import type { ApiContext } from './context.ts';
import { findChampion } from './find.ts';
import { inputItem } from './input-item.ts';
import { problem } from './problem.ts';
import { type Routes, tagged, tagOf } from './routes.ts';

export function predictRoutes(routes: Routes, { ports: { records, objects }, caches }: ApiContext): void {
  routes.answer(getPredictForm, async ({ params: { monitor } }) => {
    const { champion, previous } = await modelsOf(monitor);
    const { value: baseline } = await baselineOf(records, monitor, champion.baseline);
    return tagged(tagOf(champion.version, previous ?? '', baseline.profile.sha256), async () => {
      const { document } = await load(monitor, champion.version, caches.champions);
      const profile = await loadProfile(objects, caches.profiles, baseline);
      const features = new Map(profile.features.map((feature) => [feature.name, feature]));
      const { label, id, classes, inputs } = document;
      return {
        ...{ model: champion.version, previous, label, id, classes },
        inputs: inputs.map((input) => inputItem(input, features.get(input.name), profile.rows)),
      };
    });
  });

  routes.answer(predict, async ({ params: { monitor }, body }) => {
    const { champion, previous } = await modelsOf(monitor);
    const bytes = new TextEncoder().encode(csvOf(body));
    if (bytes.byteLength > PREDICT_BYTES_MAX) throw tooLarge(`more than ${PREDICT_BYTES_MAX} bytes`);
    const first = await score('champion', champion.version, caches.champions);
    const others = previous === null ? [] : [await score('previous', previous, caches.previous)];
    return { ids: first.ids, models: [first.model, ...others.map(({ model }) => model)] };

    async function score(role: Predicted['role'], version: string, cache: ArtifactCache<LoadedModel>) {
      const model = await load(monitor, version, cache);
      const { rows, absentInputs } = await refusing(() =>
        scoreRows(once(bytes), model, {
          name: 'csv' in body ? 'The file' : 'The row',
          rowsMax: PREDICT_ROWS_MAX,
        }),
      );
      const { label, classes } = model.document;
      const predicted: Predicted = {
        ...{ version, role, label, classes },
        absentInputs: [...absentInputs],
        rows: rows.map(({ prediction, probabilities }) => ({
          prediction,
          probabilities: [...probabilities],
        })),
      };
      return { ids: rows.map(({ id }) => id), model: predicted };
    }
  });

  /** What predicts now, and what did before. */
  async function modelsOf(monitor: string) {
    const { model, baseline, previous } = (await findChampion(records, monitor)).value;
    if (model === null) {
      throw problem(
        409,
        'no-model',
        `Monitor ${monitor} has no model. Upload a baseline with its label column, or name that column in the settings.`,
      );
    }
    const before = previous?.model ?? null;
    return { champion: { version: model, baseline }, previous: before === model ? null : before };
  }

  async function load(
    monitor: string,
    version: string,
    cache: ArtifactCache<LoadedModel>,
  ): Promise<LoadedModel> {
    const { document } = await trainedOf(records, monitor, version);
    try {
      return await cache.load(objects, document, loadModel);
    } catch (error) {
      if (error instanceof ArtifactChanged) throw problem(409, 'damaged', error.message);
      throw error;
    }
  }
}

/** A row is read as a file of one row is, so that it is predicted as it would be there. */
function csvOf(body: BodyOf<typeof predict>): string {
  if ('csv' in body) return body.csv;
  const cells = body.row.map(({ value }) => (typeof value === 'boolean' ? String(value) : value));
  return toCsv(
    body.row.map(({ name }) => name),
    [cells],
  );
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

async function refusing<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof CsvError) throw problem(400, error.code, error.message);
    if (error instanceof TooManyRows) throw tooLarge(`more than ${PREDICT_ROWS_MAX} rows`);
    throw error;
  }
}

const tooLarge = (what: string) =>
  problem(
    413,
    'too-large',
    `The file has ${what}. Upload it as production data: all of it is predicted then.`,
  );
