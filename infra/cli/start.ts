import { once } from 'node:events';
import { summaryLines } from '../../shared/report/verdict-words.ts';
import { type EmbeddedRun, StateFolderInUse, startEmbeddedRun } from '../local/embedded-run.ts';
import type { Verdict } from '../local/report-verdicts.ts';
import { type Command, type CommandIo, EXIT } from './command.ts';
import { parseOptions } from './parse-options.ts';
import { UsageError } from './usage-error.ts';

const PORT_DEFAULT = 4870;
const SAMPLE_DATA = new URL('../../data/', import.meta.url);

const HELP = `Watches a folder: a CSV copied into it gets a verdict, a stored report and, when it drifted, an alert.

Usage: driftline start [OPTIONS]

  --state FOLDER       where everything is kept (default .driftline)
  --port NUMBER        port of the page on 127.0.0.1 (default ${PORT_DEFAULT}, or a free one when that is taken)
  --no-demo            begin empty; otherwise the first run loads the Breast Cancer demo

In the state folder:
  inputs/baseline/<monitor>/     put training data here
  inputs/production/<monitor>/   put production data here; each file is a batch
  inputs/monitors/<monitor>.json settings, if you need any
  alerts/                        alerts as sent
Files directly under baseline/ and production/ belong to the monitor "default".

Stop it with Ctrl-C. Nothing is lost however it stops; the next start goes on where it was.

Examples:
  driftline start
  driftline start --state /srv/driftline --port 8080 --no-demo
`;

const OPTIONS = {
  state: { type: 'string', default: '.driftline' },
  port: { type: 'string' },
  'no-demo': { type: 'boolean', default: false },
} as const;

async function run(args: readonly string[], io: CommandIo): Promise<number> {
  const { values, positionals } = parseOptions('start', args, OPTIONS);
  if (positionals.length > 0)
    throw new UsageError(`driftline start takes no files, but got "${positionals[0]}".`);
  const embedded = await startOnFreePort(portFrom(values.port), {
    stateFolder: values.state,
    demo: values['no-demo'] ? null : SAMPLE_DATA,
    onVerdict: (verdict) => io.stdout.write(verdictText(verdict)),
    log: (line) => io.stderr.write(`${line}\n`),
  });
  io.stdout.write(welcome(embedded));
  if (!io.signal.aborted) await once(io.signal, 'abort');
  await embedded.stop();
  io.stdout.write('Stopped. Start again to go on where it was.\n');
  return EXIT.ok;
}

function portFrom(text: string | undefined): number | null {
  if (text === undefined) return null;
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535 && text.trim() !== '') return port;
  throw new UsageError(`--port must be a whole number from 0 to 65535, not "${text}".`);
}

type Options = Omit<Parameters<typeof startEmbeddedRun>[0], 'port'>;

/** A port that was asked for is used or refused; the default one gives way to a free one. */
async function startOnFreePort(port: number | null, options: Options): Promise<EmbeddedRun> {
  try {
    return await startEmbeddedRun({ ...options, port: port ?? PORT_DEFAULT });
  } catch (error) {
    if (error instanceof StateFolderInUse) throw new UsageError(error.message);
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    if (port !== null) throw new UsageError(`Port ${port} is taken: name another with --port.`);
    return startEmbeddedRun({ ...options, port: 0 });
  }
}

function welcome({ url, inputs }: EmbeddedRun): string {
  return `Driftline is watching ${inputs}
  See what it found:   ${url}
  Check another file:  copy a CSV into ${inputs}/production/
  Stop:                Ctrl-C

`;
}

function verdictText({ monitor, key, report, place }: Verdict): string {
  const file = key.split('/').at(-1);
  return `${file} (monitor ${monitor})\n${summaryLines(report).join('\n')}\n  Report: ${place}\n\n`;
}

export const start: Command = {
  summary: 'watch a folder, store reports, raise alerts, show a page',
  help: HELP,
  run,
};
