import type { Context } from '../context.ts';
import type { ObjectEvent } from '../object-event.ts';
import type { Outcome, Ports } from '../ports.ts';
import { measureBatch } from './measure-batch.ts';
import { takeLabels } from './take-labels.ts';

/**
 * Ground truth has come. A file with answers is recorded and looked up in the scored batches; a scored batch is measured
 * by all answers there are.
 *
 * Both orders of arrival meet: a file is recorded before scored batches are looked at, and a batch is recorded as scored
 * before files are looked at. So at least one of the two sees the other.
 */
export function labels(ports: Ports, context: Context, event: ObjectEvent): Promise<Outcome> {
  return event.measure === undefined
    ? takeLabels(ports, context, event)
    : measureBatch(ports, context, event, event.measure);
}
