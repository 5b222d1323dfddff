import { parseUploadMessage } from '../adapters/aws/event-bridge.ts';
import { queueHandler } from '../adapters/aws/queue-handler.ts';
import { createRuntime } from '../adapters/aws/runtime.ts';
import { withSpread } from '../adapters/aws/state-machine.ts';
import { detect } from './detect.ts';

/** On AWS: a batch was uploaded. */
export const handler = queueHandler(
  { queue: 'detect', parse: parseUploadMessage, run: detect },
  withSpread(createRuntime()),
);
