import type { Records } from '../../functions/ports.ts';
import {
  BASELINE_PREFIX,
  type BaselineRecord,
  baselineKey,
  baselineSchema,
} from '../../functions/records/baseline-record.ts';
import { monitorPartition } from '../../functions/records/monitor-partition.ts';
import { getRecord, queryRecords } from '../../functions/records/record.ts';
import { waitingCandidate } from '../../functions/records/waiting-candidate.ts';
import { nearNames } from '../../shared/text/near-names.ts';
import { askDecide, type InCharge, nameOf } from './ask-decide.ts';
import { type Command, type CommandIo, EXIT } from './command.ts';
import { UsageError } from './usage-error.ts';

const HELP = `Puts a baseline in charge that waits as a candidate, because a model depends on the one in charge.

Usage: driftline promote [OPTIONS] [VERSION]

  VERSION              the baseline, as "driftline models" lists it (default: the newest candidate)
  --monitor NAME       whose baseline (default "default")
  --state FOLDER       where "driftline start" keeps everything (default .driftline)

Batches are compared with it from then on, and a model is learned from it where its label column is known. It can be
asked for while "driftline start" runs, and taken back with "driftline rollback".

Examples:
  driftline promote
  driftline promote --monitor churn 2026-06-01T09:30:00.000Z-1a2b3c4d
`;

async function run(args: readonly string[], io: CommandIo): Promise<number> {
  await askDecide('promote', args, io, async (records, now, named) => {
    if (named.length > 1) {
      throw new UsageError(`driftline promote takes one version, but got ${named.length}.`);
    }
    const [version] = named;
    const chosen =
      version === undefined ? await newestCandidate(records, now) : await candidateOf(records, now, version);
    const { monitor, champion } = now;
    return {
      message: { kind: 'promote', monitor, baseline: chosen.version, rev: champion.rev },
      sentence: `${nameOf(chosen)} takes charge of monitor ${monitor}; ${modelOf(chosen)}.`,
    };
  });
  return EXIT.ok;
}

function modelOf({ label }: BaselineRecord): string {
  return label === null
    ? 'it has no known label column, so there will be no model'
    : 'a model is then learned from it';
}

async function newestCandidate(records: Records, { monitor, baseline }: InCharge): Promise<BaselineRecord> {
  const newest = await waitingCandidate(records, monitor);
  if (newest !== null) return newest;
  throw new UsageError(
    `No baseline of monitor ${monitor} waits: ${nameOf(baseline)} is in charge, and none is newer. ` +
      `Copy another into inputs/baseline/${monitor}/, or name an older candidate (driftline models lists them).`,
  );
}

async function candidateOf(
  records: Records,
  { monitor }: InCharge,
  version: string,
): Promise<BaselineRecord> {
  const stored = await getRecord(records, baselineKey(monitor, version), baselineSchema);
  if (stored === null) throw new UsageError(await unknownVersion(records, monitor, version));
  const why = NOT_A_CANDIDATE[stored.value.state];
  if (why === null) return stored.value;
  throw new UsageError(`Baseline ${version} of monitor ${monitor} ${why}`);
}

/** Why a baseline cannot be put in charge, by its state, and the way out. */
const NOT_A_CANDIDATE: Readonly<Record<BaselineRecord['state'], string | null>> = {
  candidate: null,
  profiled: 'has only just been read: try again in a moment.',
  'in-charge': 'is in charge already.',
  superseded:
    'is no candidate but was superseded by another: driftline rollback puts back what was in charge before, ' +
    'and a file that is copied again becomes a candidate.',
};

async function unknownVersion(records: Records, monitor: string, wanted: string): Promise<string> {
  const versions: string[] = [];
  const all = queryRecords(records, monitorPartition(monitor), BASELINE_PREFIX, baselineSchema);
  for await (const { value } of all) versions.push(value.version);
  const [near] = nearNames(wanted, versions);
  const known = near === undefined ? 'driftline models lists them.' : `Did you mean ${near}?`;
  return `Monitor ${monitor} has no baseline "${wanted}". ${known}`;
}

export const promote: Command = {
  summary: 'put a newer baseline in charge that waits as a candidate',
  help: HELP,
  run,
};
