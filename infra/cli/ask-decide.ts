import { systemClock } from '../../functions/adapters/local/clock.ts';
import { LocalQueue } from '../../functions/adapters/local/queue.ts';
import { LocalRecords } from '../../functions/adapters/local/records.ts';
import { type DecideMessage, tellDecide } from '../../functions/decide/message.ts';
import type { Records } from '../../functions/ports.ts';
import { type BaselineRecord, baselineOf } from '../../functions/records/baseline-record.ts';
import { type ChampionRecord, championKey, championSchema } from '../../functions/records/champion-record.ts';
import { MONITORS, monitorKey, monitorSchema } from '../../functions/records/monitor-record.ts';
import { getRecord, queryRecords, type Stored } from '../../functions/records/record.ts';
import { nearNames } from '../../shared/text/near-names.ts';
import type { CommandIo } from './command.ts';
import { parseOptions } from './parse-options.ts';
import { inStateFolder, STATE_DEFAULT } from './state-folder.ts';
import { UsageError } from './usage-error.ts';

/** What is in charge of a monitor now. */
export interface InCharge {
  readonly monitor: string;
  readonly champion: Stored<ChampionRecord>;
  readonly baseline: BaselineRecord;
}

/** What an operator asks of `decide`, and what is to be said of it. */
interface Request {
  readonly message: DecideMessage;
  readonly sentence: string;
}

/**
 * Runs a command that asks `decide` for something on behalf of an operator: `choose` looks at what there is and says what to
 * ask. It is done in the monitor's turn, by the run that is going on or by the next one.
 */
export async function askDecide(
  command: string,
  args: readonly string[],
  io: CommandIo,
  choose: (records: Records, now: InCharge, named: readonly string[]) => Promise<Request>,
): Promise<void> {
  const { values, positionals } = parseOptions(command, args, {
    monitor: { type: 'string', default: 'default' },
    state: { type: 'string', default: STATE_DEFAULT },
  });
  await inStateFolder(values.state, async (database) => {
    const records = new LocalRecords(database);
    const { message, sentence } = await choose(
      records,
      await inChargeOf(records, values.monitor),
      positionals,
    );
    const queue = new LocalQueue(database, systemClock);
    await tellDecide({ records, queue, clock: systemClock }, message);
    io.stdout.write(
      `${sentence}\nA running driftline start takes it up within two seconds and says so; otherwise the next start does.\n`,
    );
  });
}

async function inChargeOf(records: Records, monitor: string): Promise<InCharge> {
  if ((await getRecord(records, monitorKey(monitor), monitorSchema)) === null) {
    throw new UsageError(await unknownMonitor(records, monitor));
  }
  const champion = await getRecord(records, championKey(monitor), championSchema);
  if (champion === null) {
    throw new UsageError(`Monitor ${monitor} has no baseline yet: the first one takes charge by itself.`);
  }
  const { value } = await baselineOf(records, monitor, champion.value.baseline);
  return { monitor, champion, baseline: value };
}

async function unknownMonitor(records: Records, wanted: string): Promise<string> {
  const names: string[] = [];
  for await (const { value } of queryRecords(records, MONITORS, '', monitorSchema)) names.push(value.monitor);
  const [near] = nearNames(wanted, names);
  const known = near === undefined ? 'driftline models lists what there is.' : `Did you mean ${near}?`;
  return `There is no monitor "${wanted}". ${known}`;
}
