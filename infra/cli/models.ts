import type { Records } from '../../functions/ports.ts';
import {
  BASELINE_PREFIX,
  type BaselineRecord,
  baselineSchema,
} from '../../functions/records/baseline-record.ts';
import { MODEL_PREFIX, type ModelRecord, modelSchema } from '../../functions/records/model-record.ts';
import { monitorPartition } from '../../functions/records/monitor-partition.ts';
import { MONITORS, monitorSchema } from '../../functions/records/monitor-record.ts';
import { queryRecords } from '../../functions/records/record.ts';
import { formatCount } from '../../shared/report/words/numbers.ts';
import { rows } from '../../shared/report/words/verdict-words.ts';
import { safeText } from '../../shared/text/safe-text.ts';
import { type Command, type CommandIo, EXIT } from './command.ts';
import { parseOptions } from './parse-options.ts';
import { readState } from './read-state.ts';
import { STATE_DEFAULT } from './state-folder.ts';
import { UsageError } from './usage-error.ts';

const HELP = `Lists the baselines of every monitor, and the models that "driftline start" has trained or could not train.

Usage: driftline models [OPTIONS]

  --state FOLDER       where "driftline start" keeps everything (default .driftline)

A model is trained by itself when a baseline has a label column. A newer baseline then waits as a candidate until
"driftline promote" puts it in charge. They can be listed while "driftline start" runs.

Example:
  driftline models
`;

async function run(args: readonly string[], io: CommandIo): Promise<number> {
  const { values, positionals } = parseOptions('models', args, {
    state: { type: 'string', default: STATE_DEFAULT },
  });
  if (positionals.length > 0) {
    throw new UsageError(`driftline models takes no files, but got "${positionals[0]}".`);
  }
  await readState(values.state, async ({ records }) => {
    const blocks: string[] = [];
    for await (const block of blocksOf(records)) blocks.push(block);
    io.stdout.write(blocks.length === 0 ? NOTHING : blocks.join('\n'));
  });
  return EXIT.ok;
}

const NOTHING =
  'No baselines and no models. A model is trained by itself when a baseline has a label column.\n';

/** A paragraph for each baseline and model, by monitor; models in the order in which they were asked for. */
async function* blocksOf(records: Records): AsyncGenerator<string> {
  for await (const { value } of queryRecords(records, MONITORS, '', monitorSchema)) {
    const { monitor } = value;
    const pk = monitorPartition(monitor);
    for await (const { value: baseline } of queryRecords(records, pk, BASELINE_PREFIX, baselineSchema)) {
      yield paragraph(`${monitor}  baseline ${baseline.version}`, describeBaseline(baseline));
    }
    const models: ModelRecord[] = [];
    for await (const model of queryRecords(records, pk, MODEL_PREFIX, modelSchema)) models.push(model.value);
    for (const model of models.sort((a, b) => a.requested - b.requested)) {
      yield paragraph(`${monitor}  model ${model.version}`, describeModel(model));
    }
  }
}

function paragraph(heading: string, lines: readonly string[]): string {
  return `${[heading, ...lines.map((line) => `  ${line}`)].join('\n')}\n`;
}

const BASELINE_STATES: Readonly<Record<BaselineRecord['state'], string>> = {
  profiled: 'just read',
  'in-charge': 'in charge',
  candidate: 'waits as a candidate',
  superseded: 'not in charge',
};

function describeBaseline({ order, state, rows: count, features }: BaselineRecord): string[] {
  return [
    `${safeText(order.key)}, ${BASELINE_STATES[state]}`,
    `${rows(count)}, ${formatCount(features)} features`,
  ];
}

const STATES: Readonly<Record<ModelRecord['state'], string>> = {
  wanted: 'being trained',
  trained: 'trained, about to take charge',
  refused: 'could not be trained',
  'in-charge': 'in charge',
  superseded: 'not in charge',
};

function describeModel({ kind, state, trained, refusal, label }: ModelRecord): string[] {
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
  summary: 'list baselines and models, with what is in charge and how good it is',
  help: HELP,
  run,
};
