import { type DecideMessage, tellDecide } from '../../decide/message.ts';
import type { Asked } from '../wire/asked.ts';
import type { ApiContext } from './context.ts';

/** Puts a wish on record. `decide` grants it in the monitor's turn, within seconds, whatever happens to the server. */
export async function ask(
  { ports }: Pick<ApiContext, 'ports'>,
  message: DecideMessage,
  sentence: string,
): Promise<Asked> {
  await tellDecide(ports, message);
  return { asked: true, sentence };
}
