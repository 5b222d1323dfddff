import type { Refusal } from '../shared/alert/refusal.ts';
import { CsvError } from '../shared/csv/csv-error.ts';
import { type Claim, finishClaim } from './claim.ts';
import { tellDecide } from './decide/message.ts';
import type { InputFile } from './keys.ts';
import type { Outcome, Ports } from './ports.ts';
import { type QuarantineRecord, quarantineKey } from './records/quarantine-record.ts';
import { putRecord } from './records/record.ts';

/** Sets a file aside that can never work: recorded with its reason, reported, and not tried again. */
export async function quarantine(
  ports: Ports,
  claim: Claim,
  file: InputFile,
  refusal: Refusal,
): Promise<Outcome> {
  const { first, event } = claim.value;
  const key = quarantineKey(file.monitor, first, claim.id);
  const { key: name, versionId } = event;
  const value: QuarantineRecord = { kind: file.kind, key: name, versionId, since: first, refusal };
  await ports.records.transact([putRecord(key, value)]);
  await tellDecide(ports.queue, { kind: 'quarantined', monitor: file.monitor, quarantine: key.sk });
  return finishClaim(ports, claim, 'quarantined');
}

/** The refusal in an error about the file itself; `null` for any other error, which is worth another try. */
export function refusalIn(error: unknown): Refusal | null {
  if (!(error instanceof CsvError)) return null;
  const { code, message, line, column, value } = error;
  return { code, message, line, column: column === undefined ? undefined : String(column), value };
}
