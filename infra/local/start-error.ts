/** The embedded run cannot start; the message says why and what to do. */
export class StartError extends Error {
  override readonly name = 'StartError';
  /** `in-use`, `port`: another choice helps. `state`: the state folder cannot be worked with. */
  readonly reason: 'in-use' | 'port' | 'state';

  constructor(reason: StartError['reason'], message: string) {
    super(message);
    this.reason = reason;
  }
}
