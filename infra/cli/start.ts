import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { safeText } from '../../shared/text/safe-text.ts';
import { startEmbeddedRun } from '../local/embedded-run.ts';
import type { PortChoice } from '../local/serve.ts';
import { StartError } from '../local/start-error.ts';
import { type Command, type CommandIo, EXIT } from './command.ts';
import { parseOptions } from './parse-options.ts';
import { newsText, welcome } from './start-words.ts';
import { STATE_DEFAULT } from './state-folder.ts';
import { UnreadableError } from './unreadable-error.ts';
import { UsageError } from './usage-error.ts';

const PORT_DEFAULT = 4870;
const SAMPLE_DATA = new URL('../../data/', import.meta.url);
/** Both from the source and from what the build makes of it. */
const WEB = fileURLToPath(new URL('../../dist/web', import.meta.url));

const HELP = `Watches a folder: a CSV copied into it gets a verdict, a stored report and, when it drifted, an alert.

Usage: driftline start [OPTIONS]

  --state FOLDER       where everything is kept (default .driftline)
  --port NUMBER        port of the page on 127.0.0.1 (default ${PORT_DEFAULT}, or a free one when that is taken)
  --no-demo            begin empty; otherwise the first run loads the Breast Cancer demo

In the state folder:
  inputs/baseline/<monitor>/     put training data here
  inputs/production/<monitor>/   put production data here; each file is a batch
  inputs/labels/<monitor>/       put answers that come later here: they tell how good the predictions were, and when
                                 the data has drifted a better model is learned from them
  inputs/monitors/<monitor>.json settings, if you need any
  alerts/                        alerts as sent
Files directly under baseline/ and production/ belong to the monitor "default".

Stop it with Ctrl-C. Nothing is lost however it stops; the next start goes on where it was.

Examples:
  driftline start
  driftline start --state /srv/driftline --port 8080 --no-demo
`;

const OPTIONS = {
  state: { type: 'string', default: STATE_DEFAULT },
  port: { type: 'string' },
  'no-demo': { type: 'boolean', default: false },
} as const;

async function run(args: readonly string[], io: CommandIo): Promise<number> {
  const { values, positionals } = parseOptions('start', args, OPTIONS);
  if (positionals.length > 0)
    throw new UsageError(`driftline start takes no files, but got "${positionals[0]}".`);
  if (values.state === '') throw new UsageError('--state must name a folder, not "".');
  try {
    const embedded = await startEmbeddedRun({
      stateFolder: values.state,
      port: portFrom(values.port),
      demo: values['no-demo'] ? null : SAMPLE_DATA,
      web: builtWeb(),
      onNews: (news) => io.stdout.write(newsText(news, join(values.state, 'inputs'))),
      log: (line) => io.stderr.write(`${safeText(line)}\n`),
    });
    io.stdout.write(welcome(embedded));
    if (!io.signal.aborted) await once(io.signal, 'abort');
    await embedded.stop();
  } catch (error) {
    if (!(error instanceof StartError)) throw error;
    if (error.reason !== 'state') throw new UsageError(error.message);
    io.stderr.write(`driftline: ${error.message}\n`);
    return EXIT.unreadable;
  }
  io.stdout.write('Stopped. Start again to go on where it was.\n');
  return EXIT.ok;
}

function builtWeb(): string {
  if (existsSync(join(WEB, 'index.html'))) return WEB;
  throw new UnreadableError(
    `The pages are missing: ${WEB} is not built. Run "npm run build", then start again.`,
  );
}

/** A port that was asked for is used or refused; the default one gives way to a free one. */
function portFrom(text: string | undefined): PortChoice {
  if (text === undefined) return { port: PORT_DEFAULT, orAnother: true };
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return { port, orAnother: false };
  throw new UsageError(`--port must be a whole number from 0 to 65535, not "${text}".`);
}

export const start: Command = {
  summary: 'watch a folder, store reports, raise alerts, show a page',
  help: HELP,
  run,
};
