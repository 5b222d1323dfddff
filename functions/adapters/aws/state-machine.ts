import { ExecutionAlreadyExists, type SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { SPREAD_ENVIRONMENT } from '../../environment.ts';
import type { Spread, SpreadRun } from '../../spread/spread.ts';
import { createStepFunctionsClient } from './clients.ts';
import { readVariable } from './read-variable.ts';
import type { Runtime } from './runtime.ts';

/** The same, with a way for large batches where the construct has set one. */
export function withSpread(runtime: Runtime): Runtime {
  const aboveBytes = process.env[SPREAD_ENVIRONMENT.aboveBytes];
  if (aboveBytes === undefined) return runtime;
  const arn = readVariable(SPREAD_ENVIRONMENT.stateMachineArn);
  const spread = new StateMachineSpread(createStepFunctionsClient(), arn, Number(aboveBytes));
  return { ...runtime, context: { ...runtime.context, spread } };
}

/** Runs in Step Functions, each named after what it reads and at which try, so that none is started twice. */
class StateMachineSpread implements Spread {
  readonly aboveBytes: number;
  readonly #client: SFNClient;
  readonly #stateMachineArn: string;

  constructor(client: SFNClient, stateMachineArn: string, aboveBytes: number) {
    this.#client = client;
    this.#stateMachineArn = stateMachineArn;
    this.aboveBytes = aboveBytes;
  }

  async start(run: SpreadRun): Promise<void> {
    try {
      await this.#client.send(
        new StartExecutionCommand({
          stateMachineArn: this.#stateMachineArn,
          name: `${run.claim}-${run.tries}`,
          input: JSON.stringify({ run }),
        }),
      );
    } catch (error) {
      if (!(error instanceof ExecutionAlreadyExists)) throw error;
    }
  }
}
