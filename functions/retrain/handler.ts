import { queueHandler } from '../adapters/aws/queue-handler.ts';
import { parseRetrainMessage } from './message.ts';
import { retrain } from './retrain.ts';

/** On AWS: a challenger is to be trained and compared with the champion. */
export const handler = queueHandler({ queue: 'retrain', parse: parseRetrainMessage, run: retrain });
