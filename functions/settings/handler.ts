import { parseUploadMessage } from '../adapters/aws/event-bridge.ts';
import { queueHandler } from '../adapters/aws/queue-handler.ts';
import { ingestSettings } from './ingest-settings.ts';

/** On AWS: settings were uploaded. */
export const handler = queueHandler({ queue: 'settings', parse: parseUploadMessage, run: ingestSettings });
