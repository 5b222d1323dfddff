import type { Records } from '../../functions/ports.ts';
import {
  BASELINE_PREFIX,
  type BaselineRecord,
  baselineKey,
  baselineSchema,
} from '../../functions/records/baseline-record.ts';
import { MODEL_PREFIX, modelKey, modelSchema } from '../../functions/records/model-record.ts';
import { monitorPartition } from '../../functions/records/monitor-partition.ts';
import { getRecord, queryRecords } from '../../functions/records/record.ts';
import { waitingCandidate } from '../../functions/records/waiting-candidate.ts';
import { nearNames } from '../../shared/text/near-names.ts';
import { askDecide, type InCharge } from './ask-decide.ts';
import { nameOf } from './baseline-name.ts';
import { type Choice, challengerOf, waitingChallenger } from './challenger.ts';
import { type Command, type CommandIo, EXIT } from './command.ts';
import { UsageError } from './usage-error.ts';

const HELP = `Puts in charge what waits for a person: a retrained model with its baseline, or a baseline that somebody uploaded.

Usage: driftline promote [OPTIONS] [VERSION]

  VERSION              a model or a baseline, as "driftline models" lists it (default: what waits)
  --monitor NAME       whose (default "default")
  --state FOLDER       where "driftline start" keeps everything (default .driftline)

A retrained model waits where the settings say "retrain": { "mode": "approve" }. One that was kept back, as it is not
surely better, can be named by its version. From an uploaded baseline a model is learned where its label column is
known. Batches are compared with the baseline and scored by the model from then on. It can be asked for while
"driftline start" runs, and taken back with "driftline rollback".

Examples:
  driftline promote
  driftline promote --monitor churn 2026-06-01T09:30:00.000Z-1a2b3c4d
  driftline promote --monitor churn 24a8b90c57273222e0d5a888a80acad3
`;

async function run(args: readonly string[], io: CommandIo): Promise<number> {
  await askDecide('promote', args, io, async (records, now, named) => {
    if (named.length > 1) {
      throw new UsageError(`driftline promote takes one version, but got ${named.length}.`);
    }
    const [version] = named;
    const { monitor, champion } = now;
    const { what, sentence } = await (version === undefined
      ? waiting(records, now)
      : chosen(records, monitor, version));
    return { message: { kind: 'promote', monitor, ...what, rev: champion.rev }, sentence };
  });
  return EXIT.ok;
}

async function waiting(records: Records, { monitor, baseline }: InCharge): Promise<Choice> {
  const candidate = await waitingCandidate(records, monitor);
  const challenger = await waitingChallenger(records, monitor);
  if (candidate !== null && challenger !== null) {
    throw new UsageError(
      `Two wait for monitor ${monitor}: name the retrained model (driftline promote --monitor ${monitor} ${challenger.what.model}) ` +
        `or the baseline ${nameOf(candidate)} (driftline promote --monitor ${monitor} ${candidate.version}).`,
    );
  }
  if (challenger !== null) return challenger;
  if (candidate !== null) return candidateChoice(monitor, candidate);
  throw new UsageError(
    `Nothing waits for monitor ${monitor}: ${nameOf(baseline)} is in charge, and no baseline is newer. ` +
      `Copy another into inputs/baseline/${monitor}/, or name an older candidate or a model that was kept back ` +
      '(driftline models lists them).',
  );
}

function candidateChoice(monitor: string, baseline: BaselineRecord): Choice {
  const model =
    baseline.label === null
      ? 'it has no known label column, so there will be no model'
      : 'a model is then learned from it';
  return {
    what: { baseline: baseline.version },
    sentence: `${nameOf(baseline)} takes charge of monitor ${monitor}; ${model}.`,
  };
}

async function chosen(records: Records, monitor: string, version: string): Promise<Choice> {
  const model = await getRecord(records, modelKey(monitor, version), modelSchema);
  if (model !== null) return challengerOf(records, monitor, model.value);
  const stored = await getRecord(records, baselineKey(monitor, version), baselineSchema);
  if (stored === null) throw new UsageError(await unknownVersion(records, monitor, version));
  const why = NOT_A_CANDIDATE[stored.value.state];
  if (why === null) return candidateChoice(monitor, stored.value);
  throw new UsageError(`Baseline ${version} of monitor ${monitor} ${why}`);
}

/** Why a baseline cannot be put in charge, by its state, and the way out. */
const NOT_A_CANDIDATE: Readonly<Record<BaselineRecord['state'], string | null>> = {
  candidate: null,
  profiled: 'has only just been made: try again in a moment, by its model if it is one of labelled rows.',
  'in-charge': 'is in charge already.',
  superseded:
    'is no candidate but was superseded by another: driftline rollback puts back what was in charge before, ' +
    'a file that is copied again becomes a candidate, and one of labelled rows goes with its model: name that.',
};

async function unknownVersion(records: Records, monitor: string, wanted: string): Promise<string> {
  const pk = monitorPartition(monitor);
  const versions: string[] = [];
  for await (const { value } of queryRecords(records, pk, BASELINE_PREFIX, baselineSchema))
    versions.push(value.version);
  for await (const { value } of queryRecords(records, pk, MODEL_PREFIX, modelSchema))
    versions.push(value.version);
  const [near] = nearNames(wanted, versions);
  const known = near === undefined ? 'driftline models lists them.' : `Did you mean ${near}?`;
  return `Monitor ${monitor} has no baseline or model "${wanted}". ${known}`;
}

export const promote: Command = {
  summary: 'put in charge what waits: a retrained model or a newer baseline',
  help: HELP,
  run,
};
