import { safeText, shorten } from '../text/safe-text.ts';

/** Why a file cannot be read. */
export type CsvErrorCode =
  | 'not-csv'
  | 'encoding'
  | 'damaged'
  | 'empty'
  | 'no-rows'
  | 'duplicate-column'
  | 'unknown-column'
  | 'no-common-column'
  | 'unclosed-quote'
  | 'text-after-quote'
  | 'row-too-long'
  | 'limit';

export interface CsvErrorDetails {
  readonly code: CsvErrorCode;
  /** File name as the user knows it. */
  readonly file: string;
  /** 1-based, header included, quoted line breaks counted. */
  readonly line?: number | undefined;
  /** Name of the column, or its 1-based position where it has none. */
  readonly column?: string | number | undefined;
  /** The offending text; made printable and cut here. */
  readonly value?: string | undefined;
  /** What is wrong, as a sentence without its full stop. */
  readonly rule: string;
  /** What to do about it, as a sentence without its full stop. */
  readonly wayOut: string;
}

/**
 * A file that cannot be read at all. The message names file, line, column, value, the rule and the way out, and
 * holds no character of the file that a terminal or mail program would act on.
 *
 * @example
 * new CsvError({ code: 'empty', file: 'june.csv', rule: 'the file is empty', wayOut: 'Upload it again' }).message
 * // 'june.csv: the file is empty. Upload it again.'
 */
export class CsvError extends Error {
  override readonly name = 'CsvError';
  readonly code: CsvErrorCode;
  readonly file: string;
  readonly line: number | undefined;
  readonly column: string | number | undefined;
  readonly value: string | undefined;
  /** The rule and the way out, for whoever shows the place by itself. */
  readonly explanation: string;

  constructor(details: CsvErrorDetails) {
    const file = shorten(details.file, 200);
    const column = typeof details.column === 'string' ? shorten(details.column) : details.column;
    const value = details.value === undefined ? undefined : shorten(details.value);
    const place = [
      file,
      details.line === undefined ? null : `line ${details.line}`,
      column === undefined ? null : `column ${typeof column === 'string' ? `"${column}"` : column}`,
      value === undefined ? null : `value "${value}"`,
    ];
    const where = place.filter((part) => part !== null).join(', ');
    super(safeText(`${where}: ${details.rule}. ${details.wayOut}.`));
    this.code = details.code;
    this.file = file;
    this.line = details.line;
    this.column = column;
    this.value = value;
    this.explanation = safeText(`${details.rule}. ${details.wayOut}.`);
  }
}
