import { parseUploadMessage } from '../adapters/aws/event-bridge.ts';
import { queueHandler } from '../adapters/aws/queue-handler.ts';
import { labels } from './labels.ts';

/** On AWS: answers were uploaded, or a scored batch is to be measured. */
export const handler = queueHandler({ queue: 'labels', parse: parseUploadMessage, run: labels });
