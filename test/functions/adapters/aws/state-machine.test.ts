import { ExecutionAlreadyExists, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { mockClient } from 'aws-sdk-client-mock';
import { afterEach, expect, test, vi } from 'vitest';
import { createRuntime } from '../../../../functions/adapters/aws/runtime.ts';
import { withSpread } from '../../../../functions/adapters/aws/state-machine.ts';

const RUN = { claim: 'c0ffee', tries: 3 };
const sfn = mockClient(SFNClient);

afterEach(() => {
  sfn.reset();
  vi.unstubAllEnvs();
});

function spread() {
  vi.stubEnv('AWS_REGION', 'eu-central-1');
  vi.stubEnv('DRIFTLINE_SPREAD_ABOVE_BYTES', '10000000000');
  vi.stubEnv('DRIFTLINE_SPREAD_STATE_MACHINE_ARN', 'arn:machine');
  return withSpread(createRuntime()).context.spread!;
}

test('a run is an execution named after what it reads and at which try', async () => {
  sfn.on(StartExecutionCommand).resolves({});
  expect(spread().aboveBytes).toBe(1e10);
  await spread().start(RUN);
  expect(sfn.commandCalls(StartExecutionCommand)[0]?.args[0].input).toEqual({
    stateMachineArn: 'arn:machine',
    name: 'c0ffee-3',
    input: '{"run":{"claim":"c0ffee","tries":3}}',
  });
});

test('one that was started already is left as it is; any other answer is an error', async () => {
  sfn
    .on(StartExecutionCommand)
    .rejectsOnce(new ExecutionAlreadyExists({ message: 'there', $metadata: {} }))
    .rejectsOnce(new Error('throttled'));
  await spread().start(RUN);
  await expect(spread().start(RUN)).rejects.toThrow('throttled');
});

test('where no threshold is set, every batch is read by one', () => {
  expect(withSpread(createRuntime()).context.spread).toBeUndefined();
});
