/** What the names of files with data end in, in any case; what such a file is, its first bytes say. */
export const DATA_ENDINGS = ['.csv', '.csv.gz', '.parquet'] as const;

/** @example hasDataEnding('JUNE.CSV.GZ') // true */
export function hasDataEnding(name: string): boolean {
  const lower = name.toLowerCase();
  return DATA_ENDINGS.some((ending) => lower.endsWith(ending));
}
