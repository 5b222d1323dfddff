/**
 * A decimal as its digits, exactly: no binary fraction comes between, so that 0.1 is `0.1`.
 *
 * @param unscaled the integer that it is stored as
 * @param scale digits behind the point
 * @example decimalText('-1205', 2) // '-12.05'
 */
export function decimalText(unscaled: string, scale: number): string {
  if (scale === 0) return unscaled;
  if (scale < 0) return unscaled === '0' ? '0' : unscaled + '0'.repeat(-scale);
  const negative = unscaled.startsWith('-');
  const digits = (negative ? unscaled.slice(1) : unscaled).padStart(scale + 1, '0');
  return `${negative ? '-' : ''}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

/** A two's-complement integer of any length, the most significant byte first, in decimal digits. */
export function signedBigInt(bytes: Uint8Array): string {
  let value = 0n;
  for (const byte of bytes) value = value * 256n + BigInt(byte);
  return String(BigInt.asIntN(8 * bytes.length, value));
}
