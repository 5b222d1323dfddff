import type { CompressionCodec, PageHeader } from 'hyparquet';
import { parquetHeader } from 'hyparquet/src/column.js';
import { PARQUET_PAGE_BYTES_MAX, PARQUET_PAGE_VALUES_MAX } from '../../config/limits.ts';
import { CsvError } from '../../csv/csv-error.ts';
import type { ByteRanges } from '../stored-file.ts';
import { damaged, decoding } from './damaged.ts';
import { type DecodedPage, decodeDictionary, decodePage, type PageColumn } from './decode-page.ts';
import type { TableColumn } from './table-columns.ts';
import type { CellWriter } from './write-cell.ts';

/** A page's header is shorter, whatever statistics it holds. */
const HEADER_BYTES_MAX = 65_536;

/** More values than this are written when they come up: as texts they would take more memory than the page. */
const DICTIONARY_TEXTS_MAX = 16_384;

/** Where the pages of a column lie, and how they are compressed. */
interface Place {
  readonly start: number;
  readonly end: number;
  readonly codec: CompressionCodec;
}

/** The values that a column's pages refer to. */
interface Dictionary {
  readonly values: ArrayLike<unknown>;
  /** The same as texts, when they are few: written once for all rows. */
  readonly texts: readonly string[] | null;
}

const NO_ROWS: DecodedPage = { rows: 0, present: null, values: [], inDictionary: false };

/** The values of one column of one row group, a page at a time. */
export class ColumnReader {
  readonly #name: string;
  readonly #file: string;
  readonly #parts: ByteRanges;
  readonly #ahead: number;
  /** Of values that are no nulls. */
  readonly #write: CellWriter;
  readonly #column: PageColumn;
  readonly #end: number;
  #offset: number;
  /** The bytes from `#offset` on that have been read. */
  #bytes: Uint8Array = new Uint8Array(0);
  #dictionary: Dictionary | null = null;
  #page = NO_ROWS;
  #row = 0;
  /** Of the page's values, which has none for a null. */
  #value = 0;

  /** @param ahead bytes read at once, unless a page is larger */
  constructor(
    { name, element, write }: TableColumn,
    { start, end, codec }: Place,
    parts: ByteRanges,
    ahead: number,
    file: string,
  ) {
    this.#name = name;
    this.#file = file;
    this.#parts = parts;
    this.#ahead = ahead;
    this.#write = write;
    this.#offset = start;
    this.#end = end;
    this.#column = { element, codec };
  }

  /** Rows that have been loaded and not taken. */
  get ready(): number {
    return this.#page.rows - this.#row;
  }

  /** Takes the text of the next loaded row; empty for a null. */
  next(): string {
    const { present, values, inDictionary } = this.#page;
    if (present !== null && present[this.#row++] === 0) return '';
    if (present === null) this.#row++;
    const value = values[this.#value++];
    if (!inDictionary) return this.#write(value);
    const { texts, values: meant } = this.#dictionary!;
    return texts === null ? this.#write(meant[value as number]) : texts[value as number]!;
  }

  /** Reads on to the next page with rows, of which the row group has `rowsMax` more. */
  async load(rowsMax: number): Promise<void> {
    while (this.ready === 0) {
      const header = await this.#nextHeader();
      const size = header.compressed_page_size;
      await this.#have(size);
      if (this.#bytes.length < size) throw damaged(this.#file, 'ends in the middle of a page', this.#name);
      // A copy: values may be views of it, and the memory it lies in is that of many pages.
      const bytes = new Uint8Array(this.#take(size));
      decoding(this.#file, this.#name, () => this.#decode(bytes, header, rowsMax));
    }
  }

  #decode(bytes: Uint8Array, header: PageHeader, rowsMax: number): void {
    if (header.type === 'INDEX_PAGE') return;
    if (header.type === 'DICTIONARY_PAGE') {
      const values = decodeDictionary(bytes, header, this.#column);
      const few = values.length <= DICTIONARY_TEXTS_MAX;
      this.#dictionary = { values, texts: few ? Array.from(values, this.#write) : null };
      return;
    }
    const page = decodePage(bytes, header, this.#column);
    if (page.rows > rowsMax) throw damaged(this.#file, 'has more rows here than it says', this.#name);
    if (page.inDictionary) this.#requireInDictionary(page.values as Uint32Array);
    this.#page = page;
    this.#row = 0;
    this.#value = 0;
  }

  #requireInDictionary(places: Uint32Array): void {
    const size = this.#dictionary?.values.length ?? 0;
    if (places.every((place) => place < size)) return;
    throw damaged(this.#file, 'has a value that its dictionary lacks', this.#name);
  }

  async #nextHeader(): Promise<PageHeader> {
    await this.#have(HEADER_BYTES_MAX);
    if (this.#bytes.length === 0) {
      throw damaged(this.#file, 'has fewer values here than a row group has rows', this.#name);
    }
    const reader = {
      view: new DataView(new Uint8Array(this.#bytes.subarray(0, HEADER_BYTES_MAX)).buffer),
      offset: 0,
    };
    const header = decoding(this.#file, this.#name, () => parquetHeader(reader));
    this.#take(reader.offset);
    this.#requireSane(header);
    return header;
  }

  /** Before anything is decoded: a few damaged bytes may promise a page that no memory holds. */
  #requireSane({ type, compressed_page_size, uncompressed_page_size, ...of }: PageHeader): void {
    const { num_values = 0 } =
      of.data_page_header ?? of.data_page_header_v2 ?? of.dictionary_page_header ?? {};
    const sizes = [compressed_page_size, uncompressed_page_size, num_values];
    if (type === undefined || !sizes.every((size) => Number.isInteger(size) && size >= 0)) {
      throw damaged(this.#file, 'has something else where a page should begin', this.#name);
    }
    if (compressed_page_size > PARQUET_PAGE_BYTES_MAX || uncompressed_page_size > PARQUET_PAGE_BYTES_MAX) {
      throw this.#pageTooLarge(`${PARQUET_PAGE_BYTES_MAX} bytes (PARQUET_PAGE_BYTES_MAX)`);
    }
    if (num_values > PARQUET_PAGE_VALUES_MAX) {
      throw this.#pageTooLarge(`${PARQUET_PAGE_VALUES_MAX} values (PARQUET_PAGE_VALUES_MAX)`);
    }
  }

  #pageTooLarge(limit: string): CsvError {
    return new CsvError({
      code: 'limit',
      file: this.#file,
      column: this.#name,
      rule: `a page of this column in the Parquet file has more than ${limit}`,
      wayOut: 'Write it with smaller pages or row groups',
    });
  }

  /** Reads on until there are `bytes`, or the column ends. */
  async #have(bytes: number): Promise<void> {
    if (this.#bytes.length >= bytes) return;
    const from = this.#offset + this.#bytes.length;
    const to = Math.min(this.#end, Math.max(this.#offset + bytes, from + this.#ahead));
    if (from >= to) return;
    const more = await this.#parts.read(from, to);
    if (this.#bytes.length === 0) {
      this.#bytes = more;
      return;
    }
    const all = new Uint8Array(this.#bytes.length + more.length);
    all.set(this.#bytes);
    all.set(more, this.#bytes.length);
    this.#bytes = all;
  }

  #take(bytes: number): Uint8Array {
    const taken = this.#bytes.subarray(0, bytes);
    this.#bytes = this.#bytes.subarray(bytes);
    this.#offset += bytes;
    return taken;
  }
}
