import { digestOf } from '../../functions/digest.ts';
import { parseSettings } from '../../shared/config/parse-settings.ts';
import { type LoadedModel, loadModel } from '../../shared/model/model-document.ts';
import { scoreBatch } from '../../shared/model/score-batch.ts';
import type { PredictionDrift } from '../../shared/model/score-profile.ts';
import { FormatError } from '../../shared/profile/format-error.ts';
import { shorten } from '../../shared/text/safe-text.ts';
import { type Command, type CommandIo, EXIT } from './command.ts';
import { openInput } from './open-input.ts';
import { outputFile } from './output-file.ts';
import { parseOptions } from './parse-options.ts';
import { ProgressLine } from './progress.ts';
import { UnreadableError } from './unreadable-error.ts';
import { UsageError } from './usage-error.ts';
import { writeWhole } from './write-whole.ts';

const HELP = `Predicts each row of a file with a model that "driftline train" made, and says whether the predictions have drifted.

Usage: driftline predict MODEL.json BATCH.csv [--output predictions.csv]

  The batch may be compressed (.csv.gz) or Parquet as well. A dash (-) reads it from standard input.

  --output FILE        where the predictions go; standard output without it

A prediction is the row's id (or number), the most probable class, the probability of each class, and the model: the
first digits of its file's SHA-256. What the predictions look like beside those in training goes to standard error.

Exit codes: 0 done, 2 usage, 3 unreadable data or model.

Example:
  driftline predict model.json june.csv --output june.predictions.csv
`;

/** Digits of a model's SHA-256 that name it. */
const VERSION_DIGITS = 16;

async function run(args: readonly string[], io: CommandIo): Promise<number> {
  const { values, positionals } = parseOptions('predict', args, { output: { type: 'string' } });
  const [modelPath, batchPath, ...surplus] = positionals;
  if (modelPath === undefined || batchPath === undefined || surplus.length > 0) {
    throw new UsageError('driftline predict takes two files: driftline predict MODEL.json BATCH.csv');
  }
  if (modelPath === '-') throw new UsageError('The model cannot come from standard input: name its file.');
  const output = await outputFile(values.output);
  const { model, modelVersion } = await readModel(modelPath, io);
  const input = await openInput(batchPath, io);
  const progress = new ProgressLine(io.stderr, input.name, input.bytesTotal);
  try {
    const { lines, absentInputs, scores } = await scoreBatch(input.chunks, model, {
      name: input.name,
      modelVersion,
      onProgress: (p) => progress.update(p),
      signal: io.signal,
    });
    if (output === undefined) for await (const piece of lines) io.stdout.write(piece);
    else await writeWhole(output, lines, io.signal);
    progress.clear();
    const drift = scores.drift(parseSettings({}));
    io.stderr.write(
      [...absentSentences(absentInputs, input.name), driftSentence(drift)]
        .map((line) => `${line}\n`)
        .join(''),
    );
    return EXIT.ok;
  } finally {
    progress.clear();
  }
}

async function readModel(path: string, io: CommandIo): Promise<{ model: LoadedModel; modelVersion: string }> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of (await openInput(path, io)).chunks) chunks.push(chunk);
  const bytes = Buffer.concat(chunks);
  try {
    const model = loadModel(bytes.toString('utf8'));
    return { model, modelVersion: digestOf(bytes).slice(0, VERSION_DIGITS) };
  } catch (error) {
    throw error instanceof FormatError
      ? new UnreadableError(`${path}: ${error.message}`, { cause: error })
      : error;
  }
}

function absentSentences(absent: readonly string[], file: string): string[] {
  if (absent.length === 0) return [];
  const names = absent.slice(0, 10).map((name) => shorten(name));
  const more = absent.length > names.length ? ` and ${absent.length - names.length} more` : '';
  return [
    `${file} has no ${names.join(', ')}${more}: the usual value was taken instead, so trust these predictions less.`,
  ];
}

function driftSentence({ rows, drifted, classes }: PredictionDrift): string {
  const counted = `${rows.toLocaleString('en-US')} rows predicted.`;
  if (!drifted) return `${counted} The predictions look like those in training.`;
  const changes = classes
    .filter((change) => change.drifted)
    .map(
      ({ class: name, direction, statistic }) =>
        `${shorten(name)} is ${direction === 'down' ? 'less' : 'more'} probable (D ${statistic.toFixed(2)})`,
    );
  return `${counted} The predictions have drifted: ${changes.join(', ')}.`;
}

export const predict: Command = { summary: 'predict the rows of a file with a model', help: HELP, run };
