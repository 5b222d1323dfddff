import type { Records } from '../ports.ts';
import { type ModelRecord, modelOf } from '../records/model-record.ts';

/** What came of training a model that is to predict. */
export async function trainedOf(
  records: Records,
  monitor: string,
  version: string,
): Promise<NonNullable<ModelRecord['trained']>> {
  const { trained } = (await modelOf(records, monitor, version)).value;
  if (trained === null) throw new Error(`Model ${version} of monitor ${monitor} is not trained.`);
  return trained;
}
