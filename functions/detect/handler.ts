import { parseUploadMessage } from '../adapters/aws/event-bridge.ts';
import { queueHandler } from '../adapters/aws/queue-handler.ts';
import { detect } from './detect.ts';

/** On AWS: a batch was uploaded. */
export const handler = queueHandler({ queue: 'detect', parse: parseUploadMessage, run: detect });
