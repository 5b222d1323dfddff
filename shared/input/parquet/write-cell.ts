import type { SchemaElement } from 'hyparquet';
import { parseFloat16 } from 'hyparquet/src/convert.js';
import { csvQuoted } from '../../csv/write-csv.ts';
import { decimalText, signedBigInt } from './decimal-text.ts';
import { float32Text } from './float32-text.ts';
import { dateText, int96Nanos, type TimeUnit, timestampText, timeText } from './time-text.ts';

/** A value as the decoder gives it, as the text of a CSV cell. Nulls never come here: they are empty cells. */
export type CellWriter = (value: unknown) => string;

const plain: CellWriter = (value) => String(value);

/**
 * How the values of a column are written: numbers with as many digits as tell them from their neighbours, decimals
 * exactly, times as ISO 8601, booleans as `true` and `false`, texts as they are. `null` for a type that has no text that
 * a person would expect. What types mean: `LogicalTypes.md` of the Parquet format.
 */
export function cellWriter(element: SchemaElement): CellWriter | null {
  const { type, logical_type: logical, converted_type: converted } = element;
  if (logical?.type === 'NULL') return plain;
  const timed = timeWriter(element);
  if (timed !== null) return timed;
  if (converted === 'DECIMAL' || logical?.type === 'DECIMAL') return decimalWriter(element);
  switch (type) {
    case 'BOOLEAN':
    case 'DOUBLE':
      return plain;
    case 'INT32':
      return isUnsigned(element, 32) ? (value) => String((value as number) >>> 0) : plain;
    case 'INT64':
      return isUnsigned(element, 64) ? (value) => String(BigInt.asUintN(64, value as bigint)) : plain;
    case 'INT96':
      return (value) => timestampText(int96Nanos(value as bigint), 'NANOS', true);
    case 'FLOAT':
      return (value) => float32Text(value as number);
    case 'BYTE_ARRAY':
      return textWriter(element);
    case 'FIXED_LEN_BYTE_ARRAY':
      return fixedWriter(element);
    default:
      return null;
  }
}

/** The header line: every name in quotes, so that none can look like another kind of file. */
export function headerLine(names: readonly string[]): string {
  return `${names.map((name) => `"${name.replaceAll('"', '""')}"`).join(',')}\n`;
}

function timeWriter({ logical_type: logical, converted_type: converted }: SchemaElement): CellWriter | null {
  if (logical?.type === 'DATE' || converted === 'DATE') return (value) => dateText(value as number);
  if (logical?.type === 'TIMESTAMP') {
    const { unit, isAdjustedToUTC } = logical;
    return (value) => timestampText(value as bigint, unit, isAdjustedToUTC);
  }
  if (logical?.type === 'TIME') return (value) => timeText(BigInt(value as number), logical.unit);
  const [, kind, unit] = /^(TIME|TIMESTAMP)_(MILLIS|MICROS)$/.exec(converted ?? '') ?? [];
  if (kind === 'TIME') return (value) => timeText(BigInt(value as number), unit as TimeUnit);
  if (kind === 'TIMESTAMP') return (value) => timestampText(value as bigint, unit as TimeUnit, true);
  return null;
}

function decimalWriter({ logical_type: logical, scale: converted }: SchemaElement): CellWriter {
  const scale = (logical?.type === 'DECIMAL' ? logical.scale : converted) ?? 0;
  return (value) => decimalText(value instanceof Uint8Array ? signedBigInt(value) : String(value), scale);
}

function isUnsigned({ logical_type: logical, converted_type: converted }: SchemaElement, bits: 32 | 64) {
  if (logical?.type === 'INTEGER') return !logical.isSigned;
  return converted === `UINT_${bits}`;
}

/** Bytes without a type are text as well: that is how old writers leave it. */
function textWriter({ logical_type: logical, converted_type: converted }: SchemaElement): CellWriter | null {
  const kind = logical?.type ?? converted;
  if (kind === 'BSON' || kind === 'GEOMETRY' || kind === 'GEOGRAPHY') return null;
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  return (value) => csvQuoted(decoder.decode(value as Uint8Array));
}

/** Fixed bytes of no known meaning, an INTERVAL among them, have no text. */
function fixedWriter({ logical_type: logical }: SchemaElement): CellWriter | null {
  if (logical?.type === 'UUID') return (value) => uuidText(value as Uint8Array);
  if (logical?.type === 'FLOAT16') return (value) => String(parseFloat16(value as Uint8Array));
  return null;
}

function uuidText(bytes: Uint8Array): string {
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
