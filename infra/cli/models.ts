import type { Records } from '../../functions/ports.ts';
import { MODEL_PREFIX, type ModelRecord, modelSchema } from '../../functions/records/model-record.ts';
import { monitorPartition } from '../../functions/records/monitor-partition.ts';
import { MONITORS, monitorSchema } from '../../functions/records/monitor-record.ts';
import { queryRecords } from '../../functions/records/record.ts';
import { formatCount } from '../../shared/report/words/numbers.ts';
import { safeText } from '../../shared/text/safe-text.ts';
import { type Command, type CommandIo, EXIT } from './command.ts';
import { parseOptions } from './parse-options.ts';
import { readState } from './read-state.ts';
import { UsageError } from './usage-error.ts';

const HELP = `Lists the models of every monitor that "driftline start" has trained, or could not train.

Usage: driftline models [OPTIONS]

  --state FOLDER       where "driftline start" keeps everything (default .driftline)

A model is trained by itself when a baseline has a label column. It can be listed while "driftline start" runs.

Example:
  driftline models
`;

async function run(args: readonly string[], io: CommandIo): Promise<number> {
  const { values, positionals } = parseOptions('models', args, {
    state: { type: 'string', default: '.driftline' },
  });
  if (positionals.length > 0) {
    throw new UsageError(`driftline models takes no files, but got "${positionals[0]}".`);
  }
  await readState(values.state, async ({ records }) => {
    const blocks: string[] = [];
    for await (const block of modelBlocks(records)) blocks.push(block);
    io.stdout.write(blocks.length === 0 ? NO_MODELS : blocks.join('\n'));
  });
  return EXIT.ok;
}

const NO_MODELS = 'No models. One is trained by itself when a baseline has a label column.\n';

/** One paragraph for each model, by monitor and then in the order in which they were asked for. */
async function* modelBlocks(records: Records): AsyncGenerator<string> {
  for await (const { value } of queryRecords(records, MONITORS, '', monitorSchema)) {
    const models: ModelRecord[] = [];
    const prefix = queryRecords(records, monitorPartition(value.monitor), MODEL_PREFIX, modelSchema);
    for await (const model of prefix) models.push(model.value);
    for (const model of models.sort((a, b) => a.requested - b.requested)) {
      yield `${value.monitor}  ${model.version}\n${describe(model)
        .map((line) => `  ${line}\n`)
        .join('')}`;
    }
  }
}

const STATES: Readonly<Record<ModelRecord['state'], string>> = {
  wanted: 'being trained',
  trained: 'trained, about to take charge',
  refused: 'could not be trained',
  'in-charge': 'in charge',
  superseded: 'not in charge',
};

function describe({ kind, state, trained, refusal, label }: ModelRecord): string[] {
  const lines = [`${kind}, ${STATES[state]}`];
  if (refusal !== null) lines.push(safeText(refusal));
  if (trained === null) return lines;
  const metrics = Object.entries(trained.metrics).map(([name, value]) => `${name} ${value.toFixed(3)}`);
  return [
    ...lines,
    `predicts ${safeText(label)} (${formatCount(trained.classes.length)} classes), learned from ${formatCount(trained.rows)} rows`,
    metrics.join(', '),
  ];
}

export const models: Command = {
  summary: 'list the models that were trained, and how good they are',
  help: HELP,
  run,
};
