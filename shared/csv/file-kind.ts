import { CsvError, type CsvErrorCode } from './csv-error.ts';

interface Kind {
  readonly magic: readonly number[];
  readonly rule: string;
  readonly wayOut: string;
  readonly code?: CsvErrorCode;
}

const ascii = (text: string): number[] => [...text].map((c) => c.charCodeAt(0));

const EXPORT_CSV = 'Export the data as CSV and use that file';
const UNPACK = 'Unpack it first and use the CSV inside';
const SAVE_UTF8 = 'Save it as CSV in UTF-8 (in a spreadsheet: "CSV UTF-8") and try again';

/** What often arrives under a `.csv` name, by its first bytes. Of gzip and Parquet this sees only what is inside gzip. */
const KINDS: readonly Kind[] = [
  { magic: [0x89, ...ascii('PNG')], rule: 'this is a PNG picture, not a CSV', wayOut: EXPORT_CSV },
  { magic: [0xff, 0xd8, 0xff], rule: 'this is a JPEG picture, not a CSV', wayOut: EXPORT_CSV },
  { magic: ascii('GIF8'), rule: 'this is a GIF picture, not a CSV', wayOut: EXPORT_CSV },
  { magic: ascii('%PDF'), rule: 'this is a PDF document, not a CSV', wayOut: EXPORT_CSV },
  {
    magic: [...ascii('PK'), 3, 4],
    rule: 'this is a ZIP archive or an Excel workbook (.xlsx), not a CSV',
    wayOut: 'Open the workbook and save it as CSV, or unzip the archive and use the CSV inside',
  },
  {
    magic: [0xd0, 0xcf, 0x11, 0xe0],
    rule: 'this is an Excel workbook (.xls), not a CSV',
    wayOut: 'Open it in a spreadsheet and save it as CSV',
  },
  {
    magic: [0x1f, 0x8b],
    rule: 'this file is compressed with gzip twice',
    wayOut: 'Unzip it once (gunzip) and use the .csv.gz inside',
  },
  { magic: [0x28, 0xb5, 0x2f, 0xfd], rule: 'this file is compressed with zstd', wayOut: UNPACK },
  { magic: ascii('BZh'), rule: 'this file is compressed with bzip2', wayOut: UNPACK },
  { magic: [0xfd, ...ascii('7zXZ')], rule: 'this file is compressed with xz', wayOut: UNPACK },
  {
    magic: ascii('PAR1'),
    rule: 'this is a Parquet file inside a gzip file',
    wayOut: 'Unzip it (gunzip) and use the Parquet file: its columns are compressed already',
  },
  { magic: ascii('ARROW1'), rule: 'this is an Arrow or Feather file, not a CSV', wayOut: EXPORT_CSV },
  { magic: ascii('SQLite format 3'), rule: 'this is a SQLite database, not a CSV', wayOut: EXPORT_CSV },
  {
    magic: [0xff, 0xfe],
    code: 'encoding',
    rule: 'this file is encoded in UTF-16, which is not read',
    wayOut: SAVE_UTF8,
  },
  {
    magic: [0xfe, 0xff],
    code: 'encoding',
    rule: 'this file is encoded in UTF-16, which is not read',
    wayOut: SAVE_UTF8,
  },
];

const HTML_OR_XML = /^\s*<(?:!doctype|!--|\?xml|html|head|body|table|error)\b/i;
const JSON_TEXT = /^\s*(?:\{\s*(?:"|\}|$)|\[\s*(?:[[{"\]]|-?\d|$))/;

/**
 * Refuses what is plainly no CSV: pictures, archives, workbooks, databases, UTF-16, HTML and JSON under another
 * name. `start` is the beginning of the file. NUL bytes are left to the row scanner, which can name their line.
 *
 * @throws CsvError `not-csv` or `encoding`
 */
export function refuseOtherKinds(start: Uint8Array, file: string): void {
  const kind = KINDS.find(({ magic }) => magic.every((byte, i) => start[i] === byte));
  if (kind !== undefined) {
    throw new CsvError({ code: kind.code ?? 'not-csv', file, rule: kind.rule, wayOut: kind.wayOut });
  }
  const text = new TextDecoder().decode(start.subarray(0, 200));
  if (HTML_OR_XML.test(text)) {
    throw new CsvError({
      code: 'not-csv',
      file,
      line: 1,
      value: text.trim().slice(0, 40),
      rule: 'this is an HTML or XML page, not a CSV',
      wayOut: 'A download that failed or needed a login often leaves one: download the CSV itself again',
    });
  }
  if (JSON_TEXT.test(text)) {
    throw new CsvError({
      code: 'not-csv',
      file,
      line: 1,
      value: text.trim().slice(0, 40),
      rule: 'this is JSON, not a CSV',
      wayOut: 'Convert it to CSV with one line for each record and a header with the column names',
    });
  }
}
