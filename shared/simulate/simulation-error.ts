/** What was asked of a simulation cannot be done; the message names the subject, the rule and the way out. */
export class SimulationError extends Error {
  override readonly name = 'SimulationError';
}
