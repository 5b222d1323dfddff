import { mentionToDecide, parseDecideMessage } from '../decide/message.ts';
import { ConditionFailed, type Ports } from '../ports.ts';
import type { UndecidedRecord } from '../records/pending-record.ts';
import { replaceRecord, type Stored } from '../records/record.ts';

/**
 * Only after this long is `decide` told again, and twice as long after every time: a message that can never be
 * handled must not hold up its monitor for ever.
 */
const TOLD_AGAIN_AFTER_MS = 15 * 60_000;

/** Tells `decide` again what it has not acted on: its message is a dead letter. */
export async function sweepDecision(ports: Ports, undecided: Stored<UndecidedRecord>): Promise<void> {
  const { message, told, times } = undecided.value;
  const now = ports.clock.now();
  if (now - told < TOLD_AGAIN_AFTER_MS * 2 ** (times - 1)) return;
  try {
    await ports.records.transact([
      replaceRecord(undecided, undecided, { ...undecided.value, told: now, times: times + 1 }),
    ]);
  } catch (error) {
    if (error instanceof ConditionFailed) return; // acted on meanwhile
    throw error;
  }
  await mentionToDecide(ports.queue, parseDecideMessage(message));
}
