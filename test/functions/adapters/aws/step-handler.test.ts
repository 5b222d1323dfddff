import type { Context as LambdaContext } from 'aws-lambda';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { stepHandler } from '../../../../functions/adapters/aws/step-handler.ts';
import { FakeAws } from '../../fake-aws.ts';

const lambda = { awsRequestId: 'request', getRemainingTimeInMillis: () => 900_000 } as LambdaContext;
let lines: string[];

beforeEach(() => {
  for (const [name, value] of Object.entries({
    AWS_REGION: 'eu-central-1',
    POWERTOOLS_DEV: 'true',
    DRIFTLINE_INPUTS_BUCKET: 'my-inputs',
    DRIFTLINE_ARTIFACTS_BUCKET: 'my-artifacts',
    DRIFTLINE_TABLE: 'my-table',
    DRIFTLINE_SPREAD_HOURS_MAX: '6',
    DRIFTLINE_SPREAD_DOLLARS_MAX: '5',
  })) {
    vi.stubEnv(name, value);
  }
  new FakeAws();
  lines = [];
  for (const method of ['log', 'info', 'warn', 'error'] as const) {
    vi.spyOn(console, method).mockImplementation((line) => lines.push(String(line)));
  }
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

test('a step is run, and a line says which', async () => {
  const run = { claim: 'c0ffee', tries: 3 };
  expect(await stepHandler()({ step: 'plan', run }, lambda)).toEqual({ next: 'end' });
  expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ message: 'Done', step: 'plan', run });
});

test('what fails is logged and thrown, so that the state machine tries again by its name', async () => {
  const step = { step: 'tally', run: { claim: 'c0ffee', tries: 3 }, range: { from: 0, to: 10 } };
  await expect(stepHandler()(step, lambda)).rejects.toMatchObject({ name: 'RunEnded' });
  expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({
    level: 'ERROR',
    range: { from: 0 },
    error: { name: 'RunEnded' },
  });
});

test('what is no step is refused', async () => {
  await expect(
    stepHandler()({ step: 'tally', run: { claim: 'c0ffee', tries: 3 } }, lambda),
  ).rejects.toThrow();
});
