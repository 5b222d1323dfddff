import type { Refusal } from '../../shared/alert/refusal.ts';
import { parseSettings, SettingsError } from '../../shared/config/parse-settings.ts';
import type { Settings } from '../../shared/config/settings.ts';
import { finishClaim, withClaim } from '../claim.ts';
import type { Context } from '../context.ts';
import { tellDecide } from '../decide/message.ts';
import { parseInputKey } from '../keys.ts';
import type { ObjectEvent } from '../object-event.ts';
import { orderOf, timeKey } from '../order.ts';
import { DONE, type Outcome, type Ports } from '../ports.ts';
import { quarantine } from '../quarantine.ts';
import { openInput } from '../read-input.ts';
import { putRecord } from '../records/record.ts';
import { settingsKey } from '../records/settings-record.ts';

const SETTINGS_BYTES_MAX = 64 * 1024;

/**
 * Settings have been uploaded: check them and record them as a new version. They apply to batches taken up from
 * now on. An older upload that comes late sorts before the newest and so never applies.
 */
export async function ingestSettings(ports: Ports, context: Context, event: ObjectEvent): Promise<Outcome> {
  const file = parseInputKey(event.key);
  if (file === null) return DONE;
  const { monitor } = file;
  return withClaim(ports, context.leaseMs, { queue: 'settings', monitor, event }, async (claim) => {
    if (file.refusal !== null) return quarantine(ports, claim, file, file.refusal);
    const { head, chunks } = await openInput(ports.objects, event);
    const parsed =
      head.size > SETTINGS_BYTES_MAX
        ? tooLarge(event.key, head.size)
        : parse(event.key, await collect(chunks));
    if ('refusal' in parsed) return quarantine(ports, claim, file, parsed.refusal);
    // Versions sort by time, and within S3's whole seconds by what S3 says of their order.
    const parts = [timeKey(head.lastModified), event.sequencer, claim.id.slice(0, 8)];
    const version = parts.filter((part) => part !== undefined).join('-');
    const order = orderOf(event, head.lastModified);
    await ports.records.transact([
      putRecord(settingsKey(monitor, version), { order, settings: parsed.settings }),
    ]);
    await tellDecide(ports, { kind: 'settings', monitor, version });
    return finishClaim(ports, claim, 'done');
  });
}

type Parsed = { settings: Settings } | { refusal: Refusal };

function parse(key: string, bytes: Uint8Array): Parsed {
  let json: unknown;
  try {
    // A byte order mark is dropped by the decoder; wrong UTF-8 is an error of the file.
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    return refuse(key, 'not-json', `it is not JSON (${(error as Error).message})`);
  }
  try {
    return { settings: parseSettings(json) };
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    return refuse(key, 'invalid-settings', error.message);
  }
}

function tooLarge(key: string, size: number): Parsed {
  return refuse(key, 'limit', `it has ${size} bytes, the limit is ${SETTINGS_BYTES_MAX}`);
}

function refuse(key: string, code: string, rule: string): Parsed {
  return { refusal: { code, message: `${key}: ${rule}. Correct it and upload it again.` } };
}

async function collect(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for await (const chunk of chunks) parts.push(chunk);
  return Buffer.concat(parts);
}
