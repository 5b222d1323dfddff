import * as v from 'valibot';
import { ArtifactCache } from '../../../functions/artifact-cache.ts';
import type { Context } from '../../../functions/context.ts';
import type { ObjectEvent } from '../../../functions/object-event.ts';
import type { Ports } from '../../../functions/ports.ts';
import { runStep, stepSchema } from '../../../functions/spread/run-step.ts';
import type { SpreadLimits, SpreadRun } from '../../../functions/spread/spread.ts';
import { spreadDefinition } from '../../../infra/aws/spread-definition.ts';
import { LEASE_MS, World } from '../world.ts';
import { type Execution, runStateMachine } from './state-machine.ts';

export const LIMITS: SpreadLimits = { timeMs: 6 * 3_600_000, dollars: 5, partBytes: 4096 };

const DEFINITION = spreadDefinition({ functionArn: 'spread', concurrency: 20, timeoutSeconds: 25_200 });

// biome-ignore lint/suspicious/noExplicitAny: what a step is asked and answers is JSON.
type Json = any;

/** A world whose batches above a size go to the state machine: as it is deployed, with the steps that are deployed. */
export class SpreadWorld {
  readonly world: World;
  /** Runs that were started, in order. */
  readonly started: SpreadRun[] = [];
  /** What steps were asked for. */
  readonly asked: Json[] = [];
  limits = LIMITS;
  readonly #context: Context = {
    leaseMs: LEASE_MS,
    profiles: new ArtifactCache(),
    models: new ArtifactCache(),
    places: { monitor: String, batch: String, approval: String },
  };

  /** @param before a world to go on from */
  constructor(before?: World, aboveBytes = 1000) {
    this.world = new World(before);
    this.start(aboveBytes);
  }

  start(aboveBytes = 1000, wrap?: (ports: Ports) => Ports): void {
    this.world.spread = {
      aboveBytes,
      start: async (run) => {
        const known = this.started.some((other) => other.claim === run.claim && other.tries === run.tries);
        if (!known) this.started.push(run);
      },
    };
    this.world.start(wrap);
  }

  /** Uploads a batch and lets the run that it leads to end. */
  async upload(
    key: string,
    content: string | Uint8Array,
  ): Promise<{ event: ObjectEvent; execution: Execution }> {
    const event = await this.world.upload(key, content);
    const run = this.started.at(-1);
    if (run === undefined) throw new Error(`${key} was not handed over.`);
    return { event, execution: await this.run(run) };
  }

  /** Runs the state machine to its end, and then handles what follows. */
  async run(run: SpreadRun, invoke: (payload: Json) => Promise<Json> = (payload) => this.invoke(payload)) {
    const execution = await runStateMachine(DEFINITION, { run }, invoke);
    await this.world.settle();
    return execution;
  }

  /** One step. */
  async invoke(payload: Json, ports: Ports = this.world.ports): Promise<Json> {
    this.asked.push(payload);
    return runStep(ports, this.#context, this.limits, v.parse(stepSchema, payload));
  }

  /** How often a step was asked for. */
  count(step: string): number {
    return this.asked.filter((payload) => payload.step === step).length;
  }

  async report(): Promise<Json> {
    const [key, ...more] = await this.world.reports();
    if (key === undefined || more.length > 0)
      throw new Error(`${more.length + (key ? 1 : 0)} reports, expected 1.`);
    return JSON.parse(await this.world.artifact(key));
  }
}
