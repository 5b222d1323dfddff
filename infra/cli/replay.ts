import { ArtifactChanged } from '../../functions/artifact.ts';
import { readProfile } from '../../functions/baseline/stored-profile.ts';
import { ObjectNotFound, type Ports } from '../../functions/ports.ts';
import { baselineOf } from '../../functions/records/baseline-record.ts';
import { championKey, championSchema } from '../../functions/records/champion-record.ts';
import { MONITORS, monitorSchema } from '../../functions/records/monitor-record.ts';
import { getRecord, queryRecords } from '../../functions/records/record.ts';
import { newestSettings } from '../../functions/records/settings-record.ts';
import { VersionChanged } from '../../functions/replay/read-version.ts';
import { type Replay, type ReplayOptions, replay as replayBatches } from '../../functions/replay/replay.ts';
import { FormatError } from '../../shared/profile/format-error.ts';
import { nearNames } from '../../shared/text/near-names.ts';
import { type Command, type CommandIo, EXIT } from './command.ts';
import { type NamedColumns, requireNamedColumns } from './named-columns.ts';
import { parseOptions } from './parse-options.ts';
import { ProgressLine } from './progress.ts';
import { readState } from './read-state.ts';
import { replayText } from './replay-words.ts';
import { ignoredColumns, SETTINGS_HELP, SETTINGS_OPTIONS, settingsFrom } from './settings-options.ts';
import { STATE_DEFAULT } from './state-folder.ts';
import { UnreadableError } from './unreadable-error.ts';
import { UsageError } from './usage-error.ts';

const HELP = `Judges the batches that "driftline start" has stored again by other settings, and compares: "9 alerts → 2".

Usage: driftline replay --config NEW.json [OPTIONS]
       driftline replay --min-effect 0.2 [OPTIONS]

  --state FOLDER       where "driftline start" keeps everything (default .driftline)
  --monitor NAME       which monitor (default "default")
  --last N             the newest N batches only, as if the settings had come into force then

The settings to try: those of a file, or the monitor's own with what is given here instead.
${SETTINGS_HELP}
Nothing is changed, and "driftline start" may run meanwhile. Each batch is read again as it was stored and compared with the
baseline that it was judged by.

Exit codes: 0 done, 2 usage or settings, 3 unreadable or damaged state.

Examples:
  driftline replay --min-effect 0.2
  driftline replay --monitor churn --config new.json --last 30
`;

const OPTIONS = {
  ...SETTINGS_OPTIONS,
  state: { type: 'string', default: STATE_DEFAULT },
  monitor: { type: 'string', default: 'default' },
  last: { type: 'string' },
} as const;

type Stored = Pick<Ports, 'records' | 'objects'>;

async function run(args: readonly string[], io: CommandIo): Promise<number> {
  const { values, positionals } = parseOptions('replay', args, OPTIONS);
  if (positionals.length > 0) {
    throw new UsageError(
      `driftline replay takes no files, but got "${positionals[0]}". Settings come with --config.`,
    );
  }
  if (!Object.keys(SETTINGS_OPTIONS).some((option) => Object.hasOwn(values, option))) {
    throw new UsageError(
      'driftline replay needs settings to try: --config FILE, or an option such as --min-effect 0.2.',
    );
  }
  const last = lastFrom(values.last);
  const { monitor } = values;
  await readState(values.state, async (state) => {
    await requireMonitor(state, monitor);
    const settings = await settingsFrom(values, (await newestSettings(state.records, monitor)).settings);
    const result = await refusingDamage(async () => {
      await requireColumns(state, monitor, { ...values, ignore: ignoredColumns(values.ignore) });
      return replayShowing(state, { monitor, settings, last, signal: io.signal }, io);
    });
    io.stdout.write(replayText(result, { monitor, settings }));
  });
  return EXIT.ok;
}

function lastFrom(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new UsageError(`--last must be a whole number of batches from 1 on, not "${text}".`);
}

async function requireMonitor({ records }: Stored, monitor: string): Promise<void> {
  const known: string[] = [];
  for await (const { value } of queryRecords(records, MONITORS, '', monitorSchema)) known.push(value.monitor);
  if (known.includes(monitor)) return;
  if (known.length === 0) {
    throw new UsageError('No monitor has any data yet: there is nothing to replay.');
  }
  const near = nearNames(monitor, known);
  const hint = near.length === 0 ? '' : ` Did you mean ${near.join(' or ')}?`;
  const some = known.slice(0, 20).join(', ');
  throw new UsageError(
    `There is no monitor "${monitor}".${hint} Monitors: ${some}${known.length > 20 ? ', …' : ''}.`,
  );
}

/** Columns on the command line are those of the baseline in charge. */
async function requireColumns({ records, objects }: Stored, monitor: string, named: NamedColumns) {
  if (named.label === undefined && named.id === undefined && named.ignore === undefined) return;
  const champion = await getRecord(records, championKey(monitor), championSchema);
  if (champion === null) return;
  const { value } = await baselineOf(records, monitor, champion.value.baseline);
  requireNamedColumns(named, await readProfile(objects, value), value.order.key);
}

async function replayShowing(
  state: Stored,
  options: Omit<ReplayOptions, 'onProgress'>,
  io: CommandIo,
): Promise<Replay> {
  const lines = new Map<string, ProgressLine>();
  try {
    return await replayBatches(state, {
      ...options,
      onProgress: ({ of, rows, rowsTotal }) => {
        const line = lines.get(of) ?? new ProgressLine(io.stderr, `${options.monitor}: ${of}`, rowsTotal);
        lines.set(of, line);
        // Rows are on record, so they measure how far it has come as well as bytes would.
        line.update({ bytes: rows, rows });
      },
    });
  } finally {
    for (const line of lines.values()) line.clear();
  }
}

/** What is stored and cannot be trusted any more is no bug. */
async function refusingDamage<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const damaged =
      error instanceof ArtifactChanged ||
      error instanceof VersionChanged ||
      error instanceof ObjectNotFound ||
      error instanceof FormatError;
    throw damaged ? new UnreadableError(error.message, { cause: error }) : error;
  }
}

export const replay: Command = {
  summary: 'judge stored batches again by other settings, changing nothing',
  help: HELP,
  run,
};
