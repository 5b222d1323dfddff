import { CsvError } from '../../csv/csv-error.ts';

/** A Parquet file that is not what its format demands. `rule` goes on from "the Parquet file". */
export function damaged(file: string, rule: string, column?: string): CsvError {
  return new CsvError({
    code: 'damaged',
    file,
    column,
    rule: `the Parquet file ${rule}`,
    wayOut: 'Write or upload it once more',
  });
}

/**
 * What a decoder makes of bytes that are all there. Whatever it throws is the file's fault: it checks little, and a
 * damaged file takes it anywhere.
 */
export function decoding<T>(file: string, column: string | undefined, decode: () => T): T {
  try {
    return decode();
  } catch (error) {
    if (error instanceof CsvError) throw error;
    throw damaged(file, `cannot be decoded (${(error as Error).message})`, column);
  }
}
