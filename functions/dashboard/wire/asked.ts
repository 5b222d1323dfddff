import * as v from 'valibot';
import { described } from './common.ts';

/** What was asked for is on record, and is done in the monitor's turn. */
export const askedSchema = v.object({
  asked: v.literal(true),
  sentence: described(v.string(), 'What happens now.'),
});
export type Asked = v.InferOutput<typeof askedSchema>;
