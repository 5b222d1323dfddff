import { scheduleHandler } from '../adapters/aws/schedule-handler.ts';
import { sweep } from './sweep.ts';

/** On AWS: five minutes have passed. */
export const handler = scheduleHandler(sweep);
