import { constants, promises as fs } from 'node:fs';
import { dirname } from 'node:path';
import { UsageError } from './usage-error.ts';
import { isSpecialFile } from './write-whole.ts';

/**
 * The file that `--output` names; undefined for standard output, which a dash is too. Checked before the work, since
 * a minute's reading should not end at a folder that is not there.
 *
 * @throws UsageError
 */
export async function outputFile(output: string | undefined): Promise<string | undefined> {
  if (output === undefined || output === '-') return undefined;
  if (output === '') throw new UsageError('--output needs the name of a file.');
  if (await isFolder(output)) {
    throw new UsageError(`--output ${output} is a folder: name a file in it.`);
  }
  if (await isSpecialFile(output)) return output;
  const folder = dirname(output);
  if (!(await isFolder(folder))) {
    throw new UsageError(`--output ${output}: there is no folder ${folder}. Make it first, or name another.`);
  }
  if (!(await isWritable(folder))) {
    throw new UsageError(`--output ${output}: the folder ${folder} may not be written to. Name another.`);
  }
  return output;
}

const isFolder = (path: string): Promise<boolean> =>
  fs.stat(path).then(
    (info) => info.isDirectory(),
    () => false,
  );

const isWritable = (folder: string): Promise<boolean> =>
  fs.access(folder, constants.W_OK).then(
    () => true,
    () => false,
  );
