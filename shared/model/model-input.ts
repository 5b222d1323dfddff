import * as v from 'valibot';
import { columnTypeSchema } from '../config/settings.ts';
import type { InputColumn } from './training-data.ts';

/** An input with the type that its cells are read as. */
export const modelInputSchema = v.strictObject({ name: v.string(), type: columnTypeSchema });
export type ModelInput = v.InferOutput<typeof modelInputSchema>;

export const inputColumn = ({ name, type }: ModelInput): InputColumn => ({
  name,
  kind: type === 'numeric' ? 'number' : 'level',
});
