import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

/** Where the embedded run keeps everything. */
export interface StateFolder {
  readonly root: string;
  /** The inputs bucket: what people copy files into. */
  readonly inputs: string;
  /** Immutable versions of inputs and artifacts. */
  readonly objects: string;
  readonly alerts: string;
  /** Records, queue and the index of objects. */
  readonly database: string;
}

/** Makes the folders that are not there yet. */
export async function openStateFolder(root: string): Promise<StateFolder> {
  const state = {
    root,
    inputs: join(root, 'inputs'),
    objects: join(root, 'objects'),
    alerts: join(root, 'alerts'),
    database: join(root, 'driftline.db'),
  };
  const uploads = ['baseline', 'production', 'labels', 'monitors'].map((name) => join(state.inputs, name));
  for (const folder of [...uploads, state.objects, state.alerts]) await mkdir(folder, { recursive: true });
  return state;
}
