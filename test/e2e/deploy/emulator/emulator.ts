import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { request } from 'node:https';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const ROOT = join(import.meta.dirname, '../../../..');
const START_MS_MAX = 60_000;

export const ACCOUNT = '000000000000';
export const REGION = 'us-east-1';

/** What the tests are told of the emulator. */
export interface EmulatorFacts {
  /** What whoever talks to the emulator needs in the environment. */
  readonly environment: Readonly<Record<string, string>>;
  /** A folder that goes away with the emulator. */
  readonly folder: string;
  /** Every call of a deployed function, one JSON a line. */
  readonly calls: string;
}

export interface Emulator extends EmulatorFacts {
  stop(): Promise<void>;
}

/**
 * Starts AWS on a free port of this machine: over TLS, with signatures and IAM policies enforced, as buckets,
 * queues and roles of the stack ask for.
 */
export async function startEmulator(programs: string): Promise<Emulator> {
  const folder = mkdtempSync(join(tmpdir(), 'driftline-aws-'));
  const temporary = join(folder, 'tmp');
  mkdirSync(temporary);
  const port = await freePort();
  const certificate = join(temporary, 'ministack-tls', 'server.crt');
  const log = join(folder, 'emulator.log');
  const output = openSync(log, 'a');
  const child = spawn(join(programs, 'python'), [join(import.meta.dirname, 'emulator.py'), folder], {
    // What it is started with reaches the functions as well: nothing of the account of whoever runs this.
    env: {
      PATH: [join(ROOT, 'node_modules/.bin'), process.env.PATH].join(delimiter),
      HOME: folder,
      TMPDIR: temporary,
      AWS_ACCESS_KEY_ID: ACCOUNT,
      AWS_SECRET_ACCESS_KEY: 'test',
      AUTH: 'true',
      USE_SSL: '1',
      IOT_MTLS_ENABLED: '0',
      BIND_HOST: '127.0.0.1',
      MINISTACK_HOST: '127.0.0.1',
      GATEWAY_PORT: String(port),
    },
    // In a session of its own, so that Ctrl-C ends it by the closing of its input and not in the midst of things.
    detached: true,
    stdio: ['pipe', output, output],
  });
  try {
    await healthy(child, port, certificate);
  } catch (error) {
    const said = existsSync(log) ? readFileSync(log, 'utf8') : '';
    await stop(child);
    throw new Error(`The emulator did not start: ${error}\n${said.slice(-2000)}`);
  } finally {
    closeSync(output);
  }
  const trusted = join(folder, 'trusted.pem');
  writeFileSync(trusted, [process.env.NODE_EXTRA_CA_CERTS, certificate].flatMap(contentOf).join('\n'));
  return {
    folder,
    calls: join(folder, 'calls.jsonl'),
    environment: {
      AWS_ENDPOINT_URL: `https://127.0.0.1:${port}`,
      AWS_ACCESS_KEY_ID: ACCOUNT,
      AWS_SECRET_ACCESS_KEY: 'test',
      AWS_REGION: REGION,
      AWS_DEFAULT_REGION: REGION,
      AWS_CA_BUNDLE: certificate,
      NODE_EXTRA_CA_CERTS: trusted,
      // Nobody's own profile may lead anywhere else.
      AWS_CONFIG_FILE: '/dev/null',
      AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_PAGER: '',
    },
    stop: () => stop(child),
  };
}

async function stop(child: ChildProcess): Promise<void> {
  const ended = child.exitCode === null ? once(child, 'exit') : undefined;
  child.stdin?.end();
  await ended;
}

const contentOf = (file: string | undefined) =>
  file !== undefined && existsSync(file) ? [readFileSync(file, 'utf8')] : [];

async function healthy(child: ChildProcess, port: number, certificate: string): Promise<void> {
  for (const end = Date.now() + START_MS_MAX; Date.now() < end; await pause(100)) {
    if (child.exitCode !== null) throw new Error(`it ended with ${child.exitCode}`);
    if (existsSync(certificate) && (await answers(port, readFileSync(certificate)))) return;
  }
  throw new Error(`no answer within ${START_MS_MAX / 1000} s`);
}

function answers(port: number, ca: Buffer): Promise<boolean> {
  return new Promise((resolve) => {
    const call = request({ host: '127.0.0.1', port, path: '/_ministack/health', ca }, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    });
    call.on('error', () => resolve(false));
    call.end();
  });
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('No free port on 127.0.0.1.');
  return address.port;
}
