import { expect, test } from 'vitest';
import { Deadline } from '../../../../functions/adapters/aws/deadline.ts';

test('reading ends before the invocation does, and each invocation has its own end', async () => {
  const deadline = new Deadline();
  expect(deadline.signal).toBeUndefined();
  deadline.start(20_010);
  const first = deadline.signal;
  expect(first?.aborted).toBe(false);
  await new Promise((resolve) => first?.addEventListener('abort', resolve));
  deadline.start(900_000);
  expect(first?.aborted).toBe(true);
  expect(deadline.signal?.aborted).toBe(false);
});

test('an invocation with less time than the reserve does not begin to read', async () => {
  const deadline = new Deadline();
  deadline.start(1000);
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(deadline.signal?.aborted).toBe(true);
});
