/**
 * Numbers for texts: equal bytes get the same one, so that the host makes a string of each text once and counts numbers.
 * Number 0 is the empty cell.
 */

import { mixed } from './hash';

/** A longer cell is the host's to read. */
const TEXT_BYTES_MAX: i32 = 256;
/** Length of the text, then its bytes, padded with zeros to whole words. */
const HEADER_BYTES: usize = 8;
const RECORD_BYTES_MAX: usize = HEADER_BYTES + <usize>TEXT_BYTES_MAX + 8;

export const NOT_INTERNED: u32 = u32.MAX_VALUE;

/** Open addressing: 0, or a text's number. */
let table: usize = 0;
let tableMask: u32 = 0;
/** Address of each text's record. */
let records: usize = 0;
let textsMax: i32 = 0;
let arena: usize = 0;
let arenaEnd: usize = 0;
let free: usize = 0;

/** Numbers given out, 0 included. */
export let texts: i32 = 1;

/** @param slots a power of two, more than twice `most` */
export function useTexts(
  tableAt: usize,
  slots: u32,
  recordsAt: usize,
  most: i32,
  arenaAt: usize,
  arenaBytes: usize,
): void {
  table = tableAt;
  tableMask = slots - 1;
  records = recordsAt;
  textsMax = most;
  arena = arenaAt;
  arenaEnd = arenaAt + arenaBytes;
  forgetTexts();
}

export function forgetTexts(): void {
  memory.fill(table, 0, (<usize>tableMask + 1) << 2);
  texts = 1;
  free = arena;
}

/** Whether that many new texts still fit. */
export function hasRoomFor(more: i32): bool {
  return texts + more <= textsMax && free + <usize>more * RECORD_BYTES_MAX <= arenaEnd;
}

/** Address of a text's record: its length as u32, its bytes 8 bytes further on. */
export function recordOf(text: i32): usize {
  return <usize>load<u32>(records + ((<usize>text) << 2));
}

/** The last word of a text: bytes behind its end do not count. */
function lastWord(p: usize, bytes: usize): u64 {
  return load<u64>(p) & (((<u64>1) << ((<u64>bytes) << 3)) - 1);
}

/** Number of the text from `start` to `end`; reads up to 8 bytes behind it. */
export function intern(start: usize, end: usize): u32 {
  const length = end - start;
  if (length === 0) return 0;
  if (length > <usize>TEXT_BYTES_MAX) return NOT_INTERNED;
  let hash = mixed(<u64>length);
  let p = start;
  for (; p + 8 <= end; p += 8) hash = mixed(hash ^ load<u64>(p));
  if (p < end) hash = mixed(hash ^ lastWord(p, end - p));
  let slot = <u32>(hash >> 32) & tableMask;
  while (true) {
    const known = load<u32>(table + ((<usize>slot) << 2));
    if (known === 0) break;
    if (isText(recordOf(known), start, length)) return known;
    slot = (slot + 1) & tableMask;
  }
  const text = <u32>texts;
  texts++;
  store<u32>(table + ((<usize>slot) << 2), text);
  store<u32>(records + ((<usize>text) << 2), <u32>free);
  store<u64>(free, <u64>length);
  free += HEADER_BYTES;
  for (p = start; p < end; p += 8) {
    store<u64>(free, p + 8 <= end ? load<u64>(p) : lastWord(p, end - p));
    free += 8;
  }
  return text;
}

function isText(record: usize, start: usize, length: usize): bool {
  if (load<u64>(record) !== <u64>length) return false;
  let kept = record + HEADER_BYTES;
  const end = start + length;
  for (let p = start; p < end; p += 8) {
    const word = p + 8 <= end ? load<u64>(p) : lastWord(p, end - p);
    if (load<u64>(kept) !== word) return false;
    kept += 8;
  }
  return true;
}
