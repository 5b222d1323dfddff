/** After a change more is likely to follow: a batch's verdict, then its alert, then a retraining. */
const LASTS_MS = 12_000;

let until = Number.NEGATIVE_INFINITY;
const resting = new Set<() => void>();

/** Whether something has changed a moment ago. */
export const isMoving = (): boolean => Date.now() < until;

/** Something that the page follows has changed, or somebody has done something that will change it. */
export function noteMovement(): void {
  const wasMoving = isMoving();
  until = Date.now() + LASTS_MS;
  if (!wasMoving) for (const wake of resting) wake();
}

/**
 * Calls `wake` whenever things begin to move.
 *
 * @returns a function that ends it
 */
export function whenMoving(wake: () => void): () => void {
  resting.add(wake);
  return () => resting.delete(wake);
}
