/** Texts that mean "no value". The host gives the list, so that there is one. */

import { dropPadding, skipPadding } from './number';

const QUOTE: u32 = 34;
const TOKEN_BYTES: usize = 16;

/** Records of 16 bytes: the token, zeros behind it. */
let tokens: usize = 0;
let tokensEnd: usize = 0;

export function useMissingTokens(address: usize, count: i32): void {
  tokens = address;
  tokensEnd = address + <usize>count * TOKEN_BYTES;
}

/** Whether the cell is empty or one of the tokens, padding and quotes aside. Reads up to 16 bytes behind it. */
export function isMissing(start: usize, end: usize): bool {
  let from = skipPadding(start, end);
  let to = dropPadding(from, end);
  if (from < to && load<u8>(from) === QUOTE) {
    from = skipPadding(from + 1, to - 1);
    to = dropPadding(from, to - 1);
  }
  if (from >= to) return true;
  const length = to - from;
  if (length > TOKEN_BYTES) return false;
  const low = load<u64>(from);
  const high = load<u64>(from, 8);
  const lowMask: u64 = length >= 8 ? u64.MAX_VALUE : ((<u64>1) << ((<u64>length) << 3)) - 1;
  const highMask: u64 =
    length >= 16 ? u64.MAX_VALUE : length <= 8 ? 0 : ((<u64>1) << ((<u64>(length - 8)) << 3)) - 1;
  for (let token = tokens; token < tokensEnd; token += TOKEN_BYTES) {
    if (load<u64>(token) === (low & lowMask) && load<u64>(token, 8) === (high & highMask)) return true;
  }
  return false;
}
