import { CELL_BYTES_MAX, COLUMNS_MAX, ROW_BYTES_MAX, ROWS_MAX } from '../config/limits.ts';

/** The limits a reader keeps to. */
export interface CsvLimits {
  readonly columnsMax: number;
  readonly rowsMax: number;
  /** Bytes between two delimiters as they stand in the file, quotes included. */
  readonly cellBytesMax: number;
  /** Bytes of a row without its line break. */
  readonly rowBytesMax: number;
}

export const CSV_LIMITS: CsvLimits = {
  columnsMax: COLUMNS_MAX,
  rowsMax: ROWS_MAX,
  cellBytesMax: CELL_BYTES_MAX,
  rowBytesMax: ROW_BYTES_MAX,
};
