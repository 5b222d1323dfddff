/**
 * The queues between the functions, and how often a message is tried: the same on AWS and on one machine.
 * `decide` keeps order within a group (the monitor), so that only one batch of a monitor is decided at a time.
 */
export const QUEUES = {
  settings: { ordered: false },
  baseline: { ordered: false },
  detect: { ordered: false },
  decide: { ordered: true },
  train: { ordered: false },
  retrain: { ordered: false },
  predict: { ordered: false },
  labels: { ordered: false },
} as const;

export type QueueName = keyof typeof QUEUES;

/** Deliveries of one message before it goes to the dead letters. */
export const DELIVERIES_MAX = 5;

/** How long a sent `dedupId` is remembered. */
export const DEDUPLICATION_MS = 5 * 60_000;

/**
 * Pause after a delivery that failed, in milliseconds: 1 s, 4 s, 16 s, 64 s.
 *
 * @param attempt 1 for the first delivery.
 */
export function retryPauseMs(attempt: number): number {
  return 1000 * 4 ** (attempt - 1);
}
