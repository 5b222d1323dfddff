/**
 * Memory is given out from bottom to top, and taken back as a whole: an instance serves one file at a time.
 */

const ALIGNMENT: usize = 64;
const PAGE_BYTES: usize = 65536;
const BOTTOM: usize = (__heap_base + ALIGNMENT - 1) & ~(ALIGNMENT - 1);

let top: usize = BOTTOM;
/** What is below has been given out before, and may not be zero. */
let used: usize = BOTTOM;

/** Address of that many zeroed bytes. Views of the memory that the host holds are void afterwards. */
export function allocate(bytes: usize): usize {
  const address = claim(bytes);
  if (address < used) memory.fill(address, 0, min(top, used) - address);
  return address;
}

/** The same with whatever is in them: for what is written before it is read, and may never be touched. */
export function claim(bytes: usize): usize {
  const address = top;
  top = (top + bytes + ALIGNMENT - 1) & ~(ALIGNMENT - 1);
  growTo(top);
  return address;
}

/** Makes room for that many further bytes, without giving them out. */
export function reserve(bytes: usize): void {
  growTo(top + bytes);
}

function growTo(end: usize): void {
  const missing = <i64>end - ((<i64>memory.size()) << 16);
  if (missing <= 0) return;
  const pages = <i32>((missing + <i64>PAGE_BYTES - 1) >> 16);
  if (memory.grow(pages) < 0) unreachable();
}

export function takeBackAll(): void {
  used = max(used, top);
  top = BOTTOM;
}
