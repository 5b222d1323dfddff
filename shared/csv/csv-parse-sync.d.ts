/**
 * The one function of csv-parse that is used, typed without Node: the package's own types bring Node's in, and
 * nothing under shared/ may know those. `shared/tsconfig.json` maps the package's browser build to this file.
 */
export function parse(
  input: Uint8Array,
  options: {
    readonly delimiter: string;
    readonly record_delimiter: string[];
    readonly relax_column_count: true;
    readonly relax_quotes: true;
    readonly skip_empty_lines: true;
  },
): string[][];
