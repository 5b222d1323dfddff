import type { FileMetaData } from 'hyparquet';
import { parquetMetadata } from 'hyparquet/src/metadata.js';
import { PARQUET_FOOTER_BYTES_MAX } from '../../config/limits.ts';
import { CsvError } from '../../csv/csv-error.ts';
import type { ByteRanges } from '../stored-file.ts';
import { damaged, decoding } from './damaged.ts';

/** Its length and `PAR1`, at the very end. */
const TAIL_BYTES = 8;

/**
 * What a Parquet file says of itself: its schema, and where each column of each row group lies.
 *
 * @throws CsvError
 */
export async function readFooter(parts: ByteRanges, file: string): Promise<FileMetaData> {
  const { size } = parts;
  if (size < 2 * TAIL_BYTES) throw damaged(file, 'is cut short');
  const tail = await parts.read(size - TAIL_BYTES, size);
  const magic = new TextDecoder().decode(tail.subarray(4));
  if (magic === 'PARE') throw encrypted(file);
  if (magic !== 'PAR1')
    throw damaged(file, 'does not end as one does: it is cut short, or still being written');
  const length = new DataView(tail.buffer, tail.byteOffset).getUint32(0, true) + TAIL_BYTES;
  if (length > size) throw damaged(file, 'has no room for the footer that it announces');
  if (length > PARQUET_FOOTER_BYTES_MAX) {
    throw new CsvError({
      code: 'limit',
      file,
      rule: `the footer of the Parquet file has ${length} bytes, and at most ${PARQUET_FOOTER_BYTES_MAX} (PARQUET_FOOTER_BYTES_MAX) are read`,
      wayOut: 'Write it with larger row groups',
    });
  }
  const footer = await parts.read(size - length, size);
  return decoding(file, undefined, () => parquetMetadata(new Uint8Array(footer), { geoparquet: false }));
}

const encrypted = (file: string) =>
  new CsvError({
    code: 'not-csv',
    file,
    rule: 'the Parquet file is encrypted',
    wayOut: 'Write it without encryption',
  });
