import { join } from 'node:path';
import { systemClock } from '../../functions/adapters/local/clock.ts';
import type { Records } from '../../functions/ports.ts';
import { BASELINE_PREFIX, baselineSchema } from '../../functions/records/baseline-record.ts';
import { MODEL_PREFIX, type ModelRecord, modelSchema } from '../../functions/records/model-record.ts';
import { monitorPartition } from '../../functions/records/monitor-partition.ts';
import { MONITORS, type MonitorRecord, monitorSchema } from '../../functions/records/monitor-record.ts';
import { queryRecords } from '../../functions/records/record.ts';
import { retrainOf } from '../../functions/records/retrain-record.ts';
import { retrainingWaits } from '../local/retraining-wait.ts';
import { type Command, type CommandIo, EXIT } from './command.ts';
import { baselineLines, modelLines } from './model-lines.ts';
import { parseOptions } from './parse-options.ts';
import { readState } from './read-state.ts';
import { waitLines } from './retraining-words.ts';
import { STATE_DEFAULT } from './state-folder.ts';
import { UsageError } from './usage-error.ts';

const HELP = `Lists the baselines and models of every monitor: what is in charge, where it came from, how good it is, what waits.

Usage: driftline models [OPTIONS]

  --monitor NAME       of this monitor only
  --state FOLDER       where "driftline start" keeps everything (default .driftline)

A first model is trained by itself when a baseline has a label column. A retrained one says which it was to replace, and
how both did on rows that neither had seen; its baseline is made of the labelled rows since the drift began. An uploaded
baseline waits as a candidate while a model is in charge. "driftline promote" takes the versions listed here. They can be
listed while "driftline start" runs.

Examples:
  driftline models
  driftline models --monitor churn
`;

async function run(args: readonly string[], io: CommandIo): Promise<number> {
  const { values, positionals } = parseOptions('models', args, {
    monitor: { type: 'string' },
    state: { type: 'string', default: STATE_DEFAULT },
  });
  if (positionals.length > 0) {
    throw new UsageError(`driftline models takes no files, but got "${positionals[0]}".`);
  }
  await readState(values.state, async ({ records }) => {
    const blocks: string[] = [];
    for await (const { value } of queryRecords(records, MONITORS, '', monitorSchema)) {
      if (values.monitor !== undefined && value.monitor !== values.monitor) continue;
      for await (const block of blocksOf(records, value, join(values.state, 'inputs'))) blocks.push(block);
    }
    io.stdout.write(blocks.length === 0 ? nothing(values.monitor) : blocks.join('\n'));
  });
  return EXIT.ok;
}

const nothing = (monitor: string | undefined) =>
  `No baselines and no models${monitor === undefined ? '' : ` of a monitor "${monitor}"`}. A model is trained by itself when a baseline has a label column.\n`;

/** A paragraph for each baseline and model, models in the order in which they were asked for, and for what waits. */
async function* blocksOf(
  records: Records,
  { monitor, retraining }: MonitorRecord,
  inputs: string,
): AsyncGenerator<string> {
  const pk = monitorPartition(monitor);
  for await (const { value: baseline } of queryRecords(records, pk, BASELINE_PREFIX, baselineSchema)) {
    yield paragraph(`${monitor}  baseline ${baseline.version}`, baselineLines(baseline));
  }
  const models: ModelRecord[] = [];
  for await (const model of queryRecords(records, pk, MODEL_PREFIX, modelSchema)) models.push(model.value);
  for (const model of models.sort((a, b) => a.requested - b.requested)) {
    const retrained =
      model.retrain === null ? null : (await retrainOf(records, monitor, model.retrain)).value;
    yield paragraph(`${monitor}  model ${model.version}`, modelLines(model, retrained));
  }
  const waitsFor = await retrainingWaits(records, monitor, systemClock.now());
  const waiting = waitsFor === null ? [] : waitLines(monitor, waitsFor, inputs);
  const lines = retraining.underWay === null ? waiting : ['A new model is being trained.'];
  if (lines.length > 0) yield paragraph(`${monitor}  retraining`, lines);
}

function paragraph(heading: string, lines: readonly string[]): string {
  return `${[heading, ...lines.map((line) => `  ${line}`)].join('\n')}\n`;
}

export const models: Command = {
  summary: 'list baselines and models: what is in charge, how good it is, what waits',
  help: HELP,
  run,
};
