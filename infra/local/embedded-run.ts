import { LocalAlerts } from '../../functions/adapters/local/alerts.ts';
import { systemClock } from '../../functions/adapters/local/clock.ts';
import { startConsuming } from '../../functions/adapters/local/consume.ts';
import { openDatabase } from '../../functions/adapters/local/database.ts';
import { LocalObjects } from '../../functions/adapters/local/objects.ts';
import { LocalQueue } from '../../functions/adapters/local/queue.ts';
import { LocalRecords } from '../../functions/adapters/local/records.ts';
import { becomeSoleUser } from '../../functions/adapters/local/sole-user.ts';
import { createFunctions } from '../../functions/create-functions.ts';
import { dashboard } from '../../functions/dashboard/app.ts';
import type { Ports } from '../../functions/ports.ts';
import type { QueueName } from '../../functions/queues.ts';
import { loadDemoOnce } from './load-demo.ts';
import { reportVerdicts, type Verdict } from './report-verdicts.ts';
import { type Served, serve } from './serve.ts';
import { openStateFolder } from './state-folder.ts';
import { watchInputs } from './watch-inputs.ts';

/** Nothing cuts a try off here; a process that died is made good at the next start. */
const LEASE_MS = 24 * 60 * 60_000;
const SWEEP_EVERY_MS = 5 * 60_000;
/** Batches of different monitors that are read at the same time. */
const CONCURRENCY = 2;

export interface EmbeddedRunOptions {
  /** Folder that holds everything; made when absent. */
  readonly stateFolder: string;
  /** 0 for any free port. */
  readonly port: number;
  /** Sample data for the first run; null to begin empty. */
  readonly demo: URL | null;
  readonly onVerdict: (verdict: Verdict) => void;
  /** One line for the log: an alert that was sent, a delivery that failed. */
  readonly log: (line: string) => void;
}

export interface EmbeddedRun {
  readonly url: string;
  readonly inputs: string;
  /** Finishes what is under way. Not needed for safety: `kill -9` loses nothing. */
  stop(): Promise<void>;
}

/** Another process works on the same state folder. */
export class StateFolderInUse extends Error {
  override readonly name = 'StateFolderInUse';
}

/**
 * All functions in one process, with local adapters: a file copied into the inputs folder is an upload, and goes
 * the way it goes on AWS. It takes up what an earlier run left unfinished.
 *
 * @throws StateFolderInUse; EADDRINUSE when the port is taken.
 */
export async function startEmbeddedRun(options: EmbeddedRunOptions): Promise<EmbeddedRun> {
  const sole = becomeSoleUser(options.stateFolder);
  if (sole === null) {
    throw new StateFolderInUse(
      `Another driftline is running on ${options.stateFolder}: stop it, or name another --state.`,
    );
  }
  const state = await openStateFolder(options.stateFolder);
  const database = openDatabase(state.database);
  const objects = new LocalObjects(database, state.objects, systemClock);
  const queue = new LocalQueue(database, systemClock);
  const ports: Ports = {
    objects,
    records: new LocalRecords(database),
    queue,
    alerts: new LocalAlerts(state.alerts, options.log),
    clock: systemClock,
  };
  let server: Served;
  try {
    server = await serve(dashboard(ports, state.inputs), options.port);
  } catch (error) {
    database.close();
    sole.release();
    throw error;
  }

  const functions = createFunctions(ports, { leaseMs: LEASE_MS, places: placesOn(server.url) });
  queue.recover();
  await functions.releaseClaims();
  const onError = (what: QueueName | 'inputs' | 'sweep', error: unknown) =>
    options.log(
      `${what}: ${error instanceof Error ? error.message : String(error)} (it will be tried again)`,
    );
  const consuming = startConsuming({
    queue,
    clock: systemClock,
    consumers: reportVerdicts(functions.consumers, ports, placesOn(server.url), options.onVerdict),
    concurrency: CONCURRENCY,
    onError,
  });

  const announce = () => objects.announce(functions.objectCreated).catch((error) => onError('inputs', error));
  const sweep = () => functions.sweep().catch((error) => onError('sweep', error));
  await announce();
  await sweep();
  const sweeping = setInterval(sweep, SWEEP_EVERY_MS);
  if (options.demo !== null) await loadDemoOnce(objects, options.demo, state.inputs);
  const watching = await watchInputs({
    folder: state.inputs,
    target: objects,
    onUpload: announce,
    onError: (error) => onError('inputs', error),
  });

  return {
    url: server.url,
    inputs: state.inputs,
    stop: async () => {
      clearInterval(sweeping);
      await watching.stop();
      await consuming.stop();
      await server.stop();
      database.close();
      sole.release();
    },
  };
}

/** Addresses on the page, as alerts name them. */
function placesOn(url: string) {
  return {
    monitor: (_monitor: string) => `${url}/`,
    batch: (monitor: string, batchId: string) =>
      `${url}/monitors/${encodeURIComponent(monitor)}/batches/${encodeURIComponent(batchId)}`,
  };
}
