import type { Context as LambdaContext } from 'aws-lambda';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { handler } from '../../../../functions/spread/handler.ts';
import { FakeAws } from '../../fake-aws.ts';

vi.hoisted(() => {
  Object.assign(process.env, {
    AWS_REGION: 'eu-central-1',
    // Logs go through the console, where a test can read them.
    POWERTOOLS_DEV: 'true',
    DRIFTLINE_INPUTS_BUCKET: 'my-inputs',
    DRIFTLINE_ARTIFACTS_BUCKET: 'my-artifacts',
    DRIFTLINE_TABLE: 'my-table',
    DRIFTLINE_SPREAD_HOURS_MAX: '6',
    DRIFTLINE_SPREAD_DOLLARS_MAX: '5',
  });
});

const lambda = { awsRequestId: 'request', getRemainingTimeInMillis: () => 900_000 } as LambdaContext;
let lines: string[];

beforeEach(() => {
  new FakeAws();
  lines = [];
  for (const method of ['log', 'info', 'warn', 'error'] as const) {
    vi.spyOn(console, method).mockImplementation((line) => lines.push(String(line)));
  }
});
afterEach(() => vi.restoreAllMocks());

test('a step is run, and a line says which', async () => {
  const run = { claim: 'c0ffee', tries: 3 };
  expect(await handler({ step: 'plan', run }, lambda)).toEqual({ next: 'end' });
  expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ message: 'Done', step: 'plan', run });
});

test('what fails is logged and thrown, so that the state machine tries again by its name', async () => {
  const step = { step: 'tally', run: { claim: 'c0ffee', tries: 3 }, range: { from: 0, to: 10 } };
  await expect(handler(step, lambda)).rejects.toMatchObject({ name: 'RunEnded' });
  expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({
    level: 'ERROR',
    range: { from: 0 },
    error: { name: 'RunEnded' },
  });
});

test('what is no step is refused', async () => {
  await expect(handler({ step: 'tally', run: { claim: 'c0ffee', tries: 3 } }, lambda)).rejects.toThrow();
});
