import { systemClock } from '../../functions/adapters/local/clock.ts';
import { countLabelled } from '../../functions/decide/count-labelled.ts';
import { openIncident } from '../../functions/decide/open-incident.ts';
import type { Records } from '../../functions/ports.ts';
import { monitorKey, monitorSchema } from '../../functions/records/monitor-record.ts';
import { getRecord } from '../../functions/records/record.ts';
import { formatCount } from '../../shared/report/words/numbers.ts';
import { safeText } from '../../shared/text/safe-text.ts';
import { askDecide, type InCharge } from './ask-decide.ts';
import { nameOf } from './baseline-name.ts';
import { type Command, type CommandIo, EXIT } from './command.ts';
import { UsageError } from './usage-error.ts';

const HELP = `Has a new model learned from the labelled rows since the drift began, and compared with the one in charge.

Usage: driftline retrain [OPTIONS]

  --monitor NAME       whose model (default "default")
  --state FOLDER       where "driftline start" keeps everything (default .driftline)

Retraining starts by itself when a drift lasts and enough labelled rows are there. By hand it also starts where the
settings say no ("retrain": { "mode": "off" }), before the cooldown is over, and where the data looks broken and a
person knows better. Without a drift it learns from the labelled rows since the baseline in charge.

The newest 30 % of the rows are held out. Where the new model is surely better on them it takes charge, together with
a baseline made of those rows ("mode": "approve" leaves that to driftline promote); otherwise nothing changes. It can
be asked for while "driftline start" runs, and a promotion taken back with "driftline rollback".

Examples:
  driftline retrain
  driftline retrain --monitor churn
`;

async function run(args: readonly string[], io: CommandIo): Promise<number> {
  await askDecide('retrain', args, io, async (records, now, named) => {
    if (named.length > 0) {
      throw new UsageError(`driftline retrain takes no files, but got "${named[0]}".`);
    }
    const { monitor, champion } = now;
    if (champion.value.model === null) {
      throw new UsageError(
        `Monitor ${monitor} has no model in charge that could be retrained: driftline models says why.`,
      );
    }
    const sentence = await sentenceOf(records, now);
    const asked = systemClock.now();
    return { message: { kind: 'retrain', monitor, rev: champion.rev, asked }, sentence };
  });
  return EXIT.ok;
}

async function sentenceOf(records: Records, { monitor, baseline }: InCharge): Promise<string> {
  const stored = await getRecord(records, monitorKey(monitor), monitorSchema);
  if (stored === null || stored.value.retraining.underWay !== null) {
    throw new UsageError(
      `The model of monitor ${monitor} is being retrained already: driftline start says when it is done.`,
    );
  }
  const incident = (await openIncident(records, { stored, value: stored.value }))?.value ?? null;
  if (incident === null) {
    return `A new model for monitor ${monitor} is learned from the labelled rows that came after\n${nameOf(baseline)}.`;
  }
  const known = await countLabelled(records, monitor, incident.firstBatch);
  return `A new model for monitor ${monitor} is learned from the labelled rows since\n${safeText(incident.opened.key)}, where the drift began: ${formatCount(known)} so far.`;
}

export const retrain: Command = {
  summary: 'have a new model learned from newer labelled rows, and compared',
  help: HELP,
  run,
};
