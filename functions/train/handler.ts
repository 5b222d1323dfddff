import { parseUploadMessage } from '../adapters/aws/event-bridge.ts';
import { queueHandler } from '../adapters/aws/queue-handler.ts';
import { train } from './train.ts';

/** On AWS: a model is to be learned from a baseline. */
export const handler = queueHandler({ queue: 'train', parse: parseUploadMessage, run: train });
