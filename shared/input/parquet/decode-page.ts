import type { CompressionCodec, Encoding, PageHeader, SchemaElement } from 'hyparquet';
import { decompressPage } from 'hyparquet/src/datapage.js';
import { deltaBinaryUnpack, deltaByteArray, deltaLengthByteArray } from 'hyparquet/src/delta.js';
import { byteStreamSplit } from 'hyparquet/src/encoding.js';
import { readPlain } from 'hyparquet/src/plain.js';
import { compressors } from './compressors.ts';
import { readRuns } from './read-runs.ts';

/** Of a column with one value a row. */
export interface PageColumn {
  readonly element: SchemaElement;
  readonly codec: CompressionCodec;
}

/** The rows of a page. */
export interface DecodedPage {
  readonly rows: number;
  /** For each row 1, or 0 for a null; `null` when no row is one. */
  readonly present: Uint32Array | null;
  /** Of the rows that are no nulls: values as they are stored, or their places in the dictionary. */
  readonly values: ArrayLike<unknown>;
  readonly inDictionary: boolean;
}

/** Values that other pages refer to. */
export function decodeDictionary(
  bytes: Uint8Array,
  header: PageHeader,
  { element, codec }: PageColumn,
): ArrayLike<unknown> {
  const page = decompressPage(bytes, header.uncompressed_page_size, codec, compressors);
  const count = header.dictionary_page_header?.num_values ?? 0;
  return readPlain(readerOf(page), element.type!, count, element.type_length);
}

/** A page of either version. @throws whatever the decoders do with bytes that are damaged */
export function decodePage(bytes: Uint8Array, header: PageHeader, column: PageColumn): DecodedPage {
  const { element } = column;
  const nullable = element.repetition_type !== 'REQUIRED';
  const { rows, encoding, levels, body } = partsOf(bytes, header, column, nullable);
  const present = nullable ? readRuns(levels, 1, rows) : null;
  const nulls = present === null ? 0 : rows - present.reduce((sum, one) => sum + one, 0);
  const inDictionary = encoding === 'RLE_DICTIONARY' || encoding === 'PLAIN_DICTIONARY';
  const values = inDictionary
    ? readRuns(body.subarray(1), body[0] ?? 0, rows - nulls)
    : readValues(body, encoding, rows - nulls, element);
  return { rows, present: nulls === 0 ? null : present, values, inDictionary };
}

interface PageParts {
  readonly rows: number;
  readonly encoding: Encoding;
  readonly levels: Uint8Array;
  readonly body: Uint8Array;
}

function partsOf(bytes: Uint8Array, header: PageHeader, { codec }: PageColumn, nullable: boolean): PageParts {
  const size = header.uncompressed_page_size;
  const second = header.data_page_header_v2;
  if (second !== undefined) {
    // Levels stand before what is compressed.
    const length = second.repetition_levels_byte_length + second.definition_levels_byte_length;
    const rest = bytes.subarray(length);
    const plain = second.is_compressed === false || rest.length === 0;
    const body = plain ? rest : decompressPage(rest, size - length, codec, compressors);
    const levels = bytes.subarray(second.repetition_levels_byte_length, length);
    return { rows: second.num_values, encoding: second.encoding, levels, body };
  }
  const first = header.data_page_header;
  if (first === undefined) throw new TypeError(`a page of type ${header.type}`);
  const page = decompressPage(bytes, size, codec, compressors);
  const length = nullable ? readerOf(page).view.getUint32(0, true) : 0;
  const from = nullable ? 4 : 0;
  if (from + length > page.length) throw new RangeError('levels that are cut short');
  return {
    rows: first.num_values,
    encoding: first.encoding,
    levels: page.subarray(from, from + length),
    body: page.subarray(from + length),
  };
}

function readValues(
  body: Uint8Array,
  encoding: Encoding,
  count: number,
  { type, type_length }: SchemaElement,
): ArrayLike<unknown> {
  const reader = readerOf(body);
  switch (encoding) {
    case 'PLAIN':
      return readPlain(reader, type!, count, type_length);
    case 'RLE':
      // Booleans alone, behind their length.
      return Array.from(readRuns(body.subarray(4), 1, count), (bit) => bit === 1);
    case 'BYTE_STREAM_SPLIT':
      return byteStreamSplit(reader, count, type!, type_length);
    case 'DELTA_BINARY_PACKED': {
      const values = type === 'INT32' ? new Int32Array(count) : new BigInt64Array(count);
      deltaBinaryUnpack(reader, count, values);
      return values;
    }
    case 'DELTA_LENGTH_BYTE_ARRAY':
    case 'DELTA_BYTE_ARRAY': {
      const values = new Array<Uint8Array>(count);
      (encoding === 'DELTA_BYTE_ARRAY' ? deltaByteArray : deltaLengthByteArray)(reader, count, values);
      return values;
    }
    default:
      throw new TypeError(`the encoding ${encoding}, which is not read`);
  }
}

const readerOf = (bytes: Uint8Array) => ({
  view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength),
  offset: 0,
});
