import { stepHandler } from '../adapters/aws/step-handler.ts';

/** On AWS: the state machine asks for a step of reading a large batch. */
export const handler = stepHandler();
