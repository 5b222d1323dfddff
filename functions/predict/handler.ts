import { parseUploadMessage } from '../adapters/aws/event-bridge.ts';
import { queueHandler } from '../adapters/aws/queue-handler.ts';
import { predict } from './predict.ts';

/** On AWS: a judged batch is to be scored. */
export const handler = queueHandler({ queue: 'predict', parse: parseUploadMessage, run: predict });
