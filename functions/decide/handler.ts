import { queueHandler } from '../adapters/aws/queue-handler.ts';
import { decide } from './decide.ts';
import { parseDecideMessage } from './message.ts';

/** On AWS: something happened to a monitor. */
export const handler = queueHandler({ queue: 'decide', parse: parseDecideMessage, run: decide });
