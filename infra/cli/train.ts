import { digesting } from '../../functions/digest.ts';
import { renderCard } from '../../shared/model/card.ts';
import { modelKind } from '../../shared/model/kinds/all-kinds.ts';
import { type ModelDocument, modelToJson } from '../../shared/model/model-document.ts';
import { type ModelKind, TrainingError } from '../../shared/model/model-kind.ts';
import { readRows } from '../../shared/model/read-rows.ts';
import { trainModel } from '../../shared/model/train-model.ts';
import { type Command, type CommandIo, EXIT } from './command.ts';
import { loadBaseline } from './load-baseline.ts';
import { requireNamedColumns } from './named-columns.ts';
import { openInput } from './open-input.ts';
import { outputFile } from './output-file.ts';
import { parseOptions } from './parse-options.ts';
import type { LoadedBaseline } from './profile-file.ts';
import { ProgressLine } from './progress.ts';
import { COLUMN_OPTIONS, ignoredColumns, settingsFrom } from './settings-options.ts';
import { UnreadableError } from './unreadable-error.ts';
import { UsageError } from './usage-error.ts';
import { version } from './version.ts';
import { writeWhole } from './write-whole.ts';

const HELP = `Trains a model on a baseline with answers, and says how good it is on rows that it has not seen.

Usage: driftline train BASELINE.csv --label COLUMN --output model.json [OPTIONS]

  --label COLUMN       the answer to predict
  --output FILE        where the model goes; standard output without it
  --card FILE          where its card goes: Markdown for people, with figures, limits and what matters most
  --kind NAME          logistic-regression (default) or boosted-trees
  --seed 1             the same seed and rows give the same model
  --rows-max 20000     of more rows a sample is taken, later rows more often
  --config FILE        settings as JSON; options given here win over it
  --id COLUMN          names a row; never learned from
  --ignore A,B         columns to leave out

Exit codes: 0 done, 2 usage or settings, 3 unreadable data, or data that nothing can be learned from.

Examples:
  driftline train training.csv --label churned --output model.json --card card.md
  driftline train training.csv --label approved --kind boosted-trees --output model.json
`;

const TEXT = { type: 'string' } as const;
const OPTIONS = {
  ...COLUMN_OPTIONS,
  kind: TEXT,
  seed: TEXT,
  'rows-max': TEXT,
  output: TEXT,
  card: TEXT,
} as const;

async function run(args: readonly string[], io: CommandIo): Promise<number> {
  const { values, positionals } = parseOptions('train', args, OPTIONS);
  const [path, ...surplus] = positionals;
  if (path === undefined || path === '-' || surplus.length > 0) {
    throw new UsageError(
      'driftline train takes one file, which is read twice: driftline train BASELINE.csv --label COLUMN --output FILE',
    );
  }
  const output = await outputFile(values.output);
  const card = await outputFile(values.card);
  const settings = await settingsFrom(values);
  const model = {
    kind: namedKind(values.kind ?? settings.model.kind),
    seed: wholeNumber('seed', values.seed) ?? settings.model.seed,
    rowsMax: wholeNumber('rows-max', values['rows-max']) ?? settings.model.trainRowsMax,
  };
  const baseline = await loadBaseline(path, settings, io);
  requireNamedColumns({ ...values, ignore: ignoredColumns(values.ignore) }, baseline.profile, path);
  const document = await learn(path, baseline, model, io);
  await deliver(document, output, card, io);
  return EXIT.ok;
}

/** @throws UnreadableError when nothing can be learned from the file */
async function learn(
  path: string,
  baseline: LoadedBaseline,
  { kind, seed, rowsMax }: { readonly kind: ModelKind; readonly seed: number; readonly rowsMax: number },
  io: CommandIo,
): Promise<ModelDocument> {
  const input = await openInput(path, io);
  const progress = new ProgressLine(io.stderr, input.name, input.bytesTotal);
  const { chunks, digest } = digesting(input.chunks);
  try {
    const training = await readRows(chunks, baseline.profile, {
      name: input.name,
      rowsMax,
      seed,
      onProgress: (p) => progress.update(p),
      signal: io.signal,
    });
    return trainModel(training, {
      kind,
      seed,
      monitor: null,
      source: { uri: path, versionId: null, sha256: digest() },
      engineVersion: version(),
    });
  } catch (error) {
    throw error instanceof TrainingError ? new UnreadableError(error.message, { cause: error }) : error;
  } finally {
    progress.clear();
  }
}

async function deliver(
  document: ModelDocument,
  output: string | undefined,
  card: string | undefined,
  io: CommandIo,
): Promise<void> {
  if (card !== undefined) await writeWhole(card, renderCard(document), io.signal);
  if (output === undefined) {
    io.stdout.write(modelToJson(document));
    return;
  }
  await writeWhole(output, modelToJson(document), io.signal);
  const { accuracy } = document.evaluation.metrics;
  const percent = (share: number) => (100 * share).toFixed(1);
  io.stderr.write(
    `${output}: right in ${percent(accuracy.value)} % of rows that it had not seen (95 % confidence: ${percent(accuracy.low)} to ${percent(accuracy.high)} %)\n`,
  );
}

function namedKind(name: string): ModelKind {
  try {
    return modelKind(name);
  } catch (error) {
    throw error instanceof RangeError ? new UsageError(`--kind: ${error.message}`) : error;
  }
}

function wholeNumber(option: string, given: string | undefined): number | undefined {
  if (given === undefined) return undefined;
  const value = /^\d+$/.test(given) ? Number(given) : 0;
  if (Number.isSafeInteger(value) && value > 0) return value;
  throw new UsageError(`--${option} must be a whole number above 0, not "${given}".`);
}

export const train: Command = { summary: 'learn a model from a baseline with answers', help: HELP, run };
