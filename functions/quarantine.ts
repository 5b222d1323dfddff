import type { Refusal } from '../shared/alert/refusal.ts';
import { CsvError } from '../shared/csv/csv-error.ts';
import { shorten } from '../shared/text/safe-text.ts';
import { type Claim, finishClaim } from './claim.ts';
import { tellDecide } from './decide/message.ts';
import type { InputFile } from './keys.ts';
import type { Outcome, Ports } from './ports.ts';
import { type QuarantineRecord, quarantineKey } from './records/quarantine-record.ts';
import { putRecord } from './records/record.ts';

/** Longest message kept: it names a key of up to a kilobyte, and what of it is wrong. */
const MESSAGE_CHARS_MAX = 4_000;
const QUOTE_CHARS_MAX = 200;

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
  const value: QuarantineRecord = {
    kind: file.kind,
    key: name,
    versionId,
    since: first,
    refusal: shortened(refusal),
  };
  await ports.records.transact([putRecord(key, value)]);
  await tellDecide(ports, { kind: 'quarantined', monitor: file.monitor, quarantine: key.sk });
  return finishClaim(ports, claim, 'quarantined');
}

/** The refusal in an error about the file itself; `null` for any other error, which is worth another try. */
export function refusalIn(error: unknown): Refusal | null {
  if (!(error instanceof CsvError)) return null;
  const { code, message, line, column, value } = error;
  return { code, message, line, column: column === undefined ? undefined : String(column), value };
}

/**
 * A refusal may quote the file, a setting of 60 kB or the names of columns. The record has a limit, and an alert
 * that is over its own would never be sent.
 */
function shortened(refusal: Refusal): Refusal {
  const { message, column, value } = refusal;
  return {
    ...refusal,
    message: shorten(message, MESSAGE_CHARS_MAX),
    ...(column !== undefined && { column: shorten(column, QUOTE_CHARS_MAX) }),
    ...(value !== undefined && { value: shorten(value, QUOTE_CHARS_MAX) }),
  };
}
