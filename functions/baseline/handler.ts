import { parseUploadMessage } from '../adapters/aws/event-bridge.ts';
import { queueHandler } from '../adapters/aws/queue-handler.ts';
import { profileBaseline } from './profile-baseline.ts';

/** On AWS: a baseline was uploaded. */
export const handler = queueHandler({ queue: 'baseline', parse: parseUploadMessage, run: profileBaseline });
