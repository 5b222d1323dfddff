import { userInfo } from 'node:os';
import { LocalAlerts } from '../../functions/adapters/local/alerts.ts';
import { systemClock } from '../../functions/adapters/local/clock.ts';
import { startConsuming } from '../../functions/adapters/local/consume.ts';
import { LocalObjects } from '../../functions/adapters/local/objects.ts';
import { LocalQueue } from '../../functions/adapters/local/queue.ts';
import { LocalRecords } from '../../functions/adapters/local/records.ts';
import { LocalUploads } from '../../functions/adapters/local/uploads.ts';
import { createFunctions } from '../../functions/create-functions.ts';
import { localAccess } from '../../functions/dashboard/access.ts';
import { createDashboard } from '../../functions/dashboard/app.ts';
import { batchPath, monitorPath } from '../../functions/dashboard/paths.ts';
import { serveWeb } from '../../functions/dashboard/serve-web.ts';
import { downloadPredictions } from '../../functions/dashboard/wire/batches.ts';
import { addressOf } from '../../functions/dashboard/wire/endpoint.ts';
import { parseInputKey } from '../../functions/keys.ts';
import type { Ports } from '../../functions/ports.ts';
import { stateOption } from '../cli/state-folder.ts';
import { loadDemoOnce } from './load-demo.ts';
import type { News } from './news.ts';
import { reportNews } from './report-news.ts';
import { type PortChoice, type Served, serve } from './serve.ts';
import { openState, type State } from './state.ts';
import { stoppableObjects } from './stoppable-objects.ts';
import { watchInputs } from './watch-inputs.ts';

/** Nothing cuts a try off here; a process that died is made good at the next start. */
const LEASE_MS = 24 * 60 * 60_000;
const SWEEP_EVERY_MS = 5 * 60_000;
/** Batches of different monitors that are read at the same time. */
const CONCURRENCY = 2;

export interface EmbeddedRunOptions {
  /** Folder that holds everything; made when absent. */
  readonly stateFolder: string;
  readonly port: PortChoice;
  /** Sample data for the first run; null to begin empty. */
  readonly demo: URL | null;
  /** Folder of the built web app. */
  readonly web: string;
  readonly onNews: (news: News) => void;
  /** One line for the log: an alert that was sent, a delivery that failed. */
  readonly log: (line: string) => void;
}

export interface EmbeddedRun {
  readonly url: string;
  readonly inputs: string;
  /** Ends what is under way; the next run takes it up. Not needed for safety: `kill -9` loses nothing. */
  stop(): Promise<void>;
}

/**
 * All functions in one process, with local adapters: a file copied into the inputs folder is an upload, and goes
 * the way it goes on AWS. It takes up what an earlier run left unfinished.
 *
 * @throws StartError when another process has the state folder, when it cannot be worked with, or the port.
 */
export async function startEmbeddedRun(options: EmbeddedRunOptions): Promise<EmbeddedRun> {
  const state = await openState(options.stateFolder);
  try {
    return await startOn(state, options);
  } catch (error) {
    state.close();
    throw error;
  }
}

async function startOn(
  state: State,
  { port, demo, web, onNews, log }: EmbeddedRunOptions,
): Promise<EmbeddedRun> {
  const stopping = new AbortController();
  const onError = (what: string) => (error: unknown) => {
    if (!stopping.signal.aborted) log(`${what}: ${messageOf(error)} (it will be tried again)`);
  };
  const objects = new LocalObjects(state.database, state.objects, systemClock);
  const queue = new LocalQueue(state.database, systemClock);
  // An alert is sent while its verdict is decided: its line waits until that has been told.
  const alertLines: string[] = [];
  const tellAlerts = () => alertLines.splice(0).forEach(log);
  const ports: Ports = {
    objects: stoppableObjects(objects, stopping.signal),
    records: new LocalRecords(state.database),
    queue,
    alerts: new LocalAlerts(state.alerts, (line) => alertLines.push(line)),
    clock: systemClock,
  };
  // What is uploaded before the functions are there is announced when they are.
  let announce = async () => {};
  const app = createDashboard({
    ports: { ...ports, objects },
    uploads: new LocalUploads({ objects, announce: () => announce() }),
    whoAsks: localAccess(userName()),
    inputs: state.inputs,
    config: { mode: 'local' },
    pages: serveWeb(web),
    log,
  });
  const server = await serve(app, port);
  try {
    const places = placesOn(server, state.inputs);
    const functions = createFunctions(ports, { leaseMs: LEASE_MS, places });
    queue.recover();
    await functions.releaseClaims();

    announce = () => objects.announce(functions.objectCreated).catch(onError('inputs'));
    const sweep = () => announce().then(functions.sweep).catch(onError('sweep')).finally(tellAlerts);
    await sweep();
    if (demo !== null) await loadDemoOnce(objects, demo, state.inputs);
    const watching = await watchInputs({
      folder: state.inputs,
      target: objects,
      onUpload: async (key) => {
        if (parseInputKey(key) === null) onNews({ kind: 'misplaced', key });
        await announce();
      },
      onError: onError('inputs'),
    });
    const sweeping = setInterval(sweep, SWEEP_EVERY_MS);
    const consumers = reportNews(functions.consumers, {
      ports,
      places,
      onNews,
      signal: stopping.signal,
      onError: onError('terminal'),
    });
    const consuming = startConsuming({
      queue,
      clock: systemClock,
      consumers: { ...consumers, decide: (message) => consumers.decide(message).finally(tellAlerts) },
      concurrency: CONCURRENCY,
      onError: (name, error) => onError(name)(error),
    });
    return {
      url: server.url,
      inputs: state.inputs,
      stop: async () => {
        stopping.abort(new Error('The run was stopped.'));
        clearInterval(sweeping);
        await watching.stop();
        await consuming.stop();
        await server.stop();
        state.close();
      },
    };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Who runs it; a container may run as somebody without a name. */
function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return 'whoever runs Driftline';
  }
}

/** Addresses on the page, as alerts name them, and what is typed to approve of something. */
function placesOn({ url }: Served, inputs: string) {
  const command = (name: string, monitor: string) =>
    `driftline ${name} --monitor ${monitor}${stateOption(inputs)}`;
  return {
    monitor: (monitor: string) => url + monitorPath(monitor),
    batch: (monitor: string, batchId: string) => url + batchPath(monitor, batchId),
    predictions: (monitor: string, batch: string, model: string) =>
      url + addressOf(downloadPredictions, { monitor, batch, model }),
    approval: (monitor: string, model: string | null) =>
      model === null ? command('retrain', monitor) : `${command('promote', monitor)} ${model}`,
  };
}
