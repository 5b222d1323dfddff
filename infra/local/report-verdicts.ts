import { readArtifact } from '../../functions/artifact.ts';
import type { Places } from '../../functions/context.ts';
import { parseDecideMessage } from '../../functions/decide/message.ts';
import type { Consumer, Ports } from '../../functions/ports.ts';
import type { QueueName } from '../../functions/queues.ts';
import { batchKey, batchSchema } from '../../functions/records/batch-record.ts';
import { getRecord } from '../../functions/records/record.ts';
import type { Report } from '../../shared/report/report.ts';

/** A batch that has just been decided upon. */
export interface Verdict {
  readonly monitor: string;
  /** Key of the batch in the inputs. */
  readonly key: string;
  readonly report: Report;
  /** Where the report can be seen. */
  readonly place: string;
}

/** The same consumers, and `onVerdict` hears of every batch once it has been decided upon. */
export function reportVerdicts(
  consumers: Readonly<Record<QueueName, Consumer>>,
  ports: Pick<Ports, 'records' | 'objects'>,
  places: Places,
  onVerdict: (verdict: Verdict) => void,
): Readonly<Record<QueueName, Consumer>> {
  return {
    ...consumers,
    decide: async (message) => {
      const outcome = await consumers.decide(message);
      const told = parseDecideMessage(message.body);
      if (outcome.kind === 'done' && told.kind === 'batch') {
        const stored = await getRecord(ports.records, batchKey(told.monitor, told.batch), batchSchema);
        if (stored?.value.state === 'judged') {
          const { order, batchId, report } = stored.value;
          onVerdict({
            monitor: told.monitor,
            key: order.key,
            report: JSON.parse(await readArtifact(ports.objects, report)) as Report,
            place: places.batch(told.monitor, batchId),
          });
        }
      }
      return outcome;
    },
  };
}
