/** Memory is given out once and never taken back: an instance serves one file and goes with it. */

const ALIGNMENT: usize = 64;
const PAGE_BYTES: usize = 65536;

let top: usize = (__heap_base + ALIGNMENT - 1) & ~(ALIGNMENT - 1);

/** Address of that many zeroed bytes. Views of the memory that the host holds are void afterwards. */
export function allocate(bytes: usize): usize {
  const address = top;
  top = (top + bytes + ALIGNMENT - 1) & ~(ALIGNMENT - 1);
  const missing = <i64>top - ((<i64>memory.size()) << 16);
  if (missing > 0) {
    const pages = <i32>((missing + <i64>PAGE_BYTES - 1) >> 16);
    if (memory.grow(pages) < 0) unreachable();
  }
  return address;
}
