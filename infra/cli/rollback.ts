import { baselineOf } from '../../functions/records/baseline-record.ts';
import { askDecide } from './ask-decide.ts';
import { nameOf } from './baseline-name.ts';
import { type Command, type CommandIo, EXIT } from './command.ts';
import { UsageError } from './usage-error.ts';

const HELP = `Puts back the baseline and the model that were in charge before.

Usage: driftline rollback [OPTIONS]

  --monitor NAME       whose baseline (default "default")
  --state FOLDER       where "driftline start" keeps everything (default .driftline)

Batches are compared with that baseline from then on, and scored by its model. A second rollback takes back the first.
After a retrained model was rolled back, the next one waits for driftline promote.
It can be asked for while "driftline start" runs.

Example:
  driftline rollback --monitor churn
`;

async function run(args: readonly string[], io: CommandIo): Promise<number> {
  await askDecide('rollback', args, io, async (records, { monitor, champion, baseline }, named) => {
    if (named.length > 0) {
      throw new UsageError(
        `driftline rollback goes back by one and takes no version, but got "${named[0]}".`,
      );
    }
    const { previous } = champion.value;
    if (previous === null) {
      throw new UsageError(
        `There is nothing to go back to: ${nameOf(baseline)} is the first in charge of monitor ${monitor}. ` +
          'To replace it, copy another baseline and run driftline promote.',
      );
    }
    const { value } = await baselineOf(records, monitor, previous.baseline);
    return {
      message: { kind: 'rollback', monitor, rev: champion.rev },
      sentence: `${nameOf(value)} takes charge of monitor ${monitor} again, in place of ${nameOf(baseline)}.`,
    };
  });
  return EXIT.ok;
}

export const rollback: Command = {
  summary: 'put back the baseline and model that were in charge before',
  help: HELP,
  run,
};
