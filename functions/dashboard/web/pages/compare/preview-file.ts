import { readCsv } from '../../../../../shared/csv/read-csv.ts';
import { fileChunks } from './file-chunks.ts';

/** The beginning of a file, as it will be read. */
export interface Preview {
  readonly columns: readonly { readonly name: string; readonly values: readonly (string | null)[] }[];
}

const ROWS = 5;
/** Cells are shown small: a longer one is cut before it is sent anywhere. */
const CELL_CHARS_MAX = 60;

/**
 * A file's columns with their values in the first rows. Reads no more than that of it.
 *
 * @throws CsvError when even the beginning cannot be read
 */
export async function previewFile(file: File): Promise<Preview> {
  const { header, blocks } = await readCsv(fileChunks(file), { name: file.name, rowsPerBlock: ROWS });
  for await (const block of blocks) {
    return {
      columns: header.map((name, c) => ({
        name,
        values: block.columns[c]!.slice(0, ROWS).map((cell) => cell?.slice(0, CELL_CHARS_MAX) ?? null),
      })),
    };
  }
  return { columns: header.map((name) => ({ name, values: [] })) };
}
