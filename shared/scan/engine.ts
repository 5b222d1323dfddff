import { ENGINE_CODE } from './engine-code.ts';

interface Shown<T> {
  readonly value: T;
}

/**
 * What the compiled scan engine (`assembly/`) exports. Addresses are bytes from the start of its memory; arrays are
 * given to it once, with `use…`, and it writes into them.
 */
export interface Engine {
  readonly memory: { readonly buffer: ArrayBuffer };
  /** Zeroed bytes, aligned to 64. Views made before it are void. */
  allocate(bytes: number): number;
  /** The same with whatever is in them: for what is written before it is read, and may never be touched. */
  claim(bytes: number): number;
  /**
   * Grows the memory for what will be allocated bit by bit. Each growth lets the runtime take all of the memory for new, and
   * look for garbage soon: thousands of them take seconds. What is reserved and not used costs nothing.
   */
  reserve(bytes: number): void;
  /** Takes back all that was allocated, for another file. */
  reset(): void;

  /** First stage: finds rows. `rowEnds` has 4 bytes for each byte that is indexed at once, `marks` 4 more. */
  useIndex(marks: number, rowEnds: number, delimiter: number): void;
  /** Finds the rows between two addresses, the first of which is where a row begins; overwrites 64 bytes behind. */
  index(start: number, end: number): void;
  /** Address behind the last row found. */
  readonly rowsEnd: Shown<number>;
  /** 1 when it met something that the reference reader must judge, behind the rows found. */
  readonly stoppedEarly: Shown<number>;
  /** 1 when there is a byte that is not ASCII. */
  readonly hasNonAscii: Shown<number>;

  /** Second stage: parses the selected cells of the rows found. */
  useLimits(columns: number, cellBytesMax: number, rowBytesMax: number): void;
  useMissingTokens(address: number, count: number): void;
  useSelection(address: number, count: number, texts: number): void;
  useBlock(offsets: number, lines: number, rowsMax: number, odd: number, oddMax: number): void;
  useTexts(
    table: number,
    slots: number,
    records: number,
    textsMax: number,
    arena: number,
    arenaBytes: number,
  ): void;
  /** `origin` is what makes an offset in the file of an address. */
  beginRows(start: number, line: number, origin: number): void;
  /** Goes on until one of `STOPPED`. */
  parseRows(): number;
  /** Address of the next row, and its line. */
  readonly position: Shown<number>;
  readonly line: Shown<number>;
  /** Rows in the block. */
  readonly rows: Shown<number>;
  /** The host has added rows, or taken them all. */
  setRows(count: number): void;
  readonly oddCells: Shown<number>;
  forgetOddCells(): void;
  readonly shortRows: Shown<number>;
  readonly firstShortLine: Shown<number>;
  readonly firstShortCells: Shown<number>;
  forgetShortRows(): void;
  /** Numbers given to texts, 0 for the empty one included. */
  readonly texts: Shown<number>;
  recordOf(text: number): number;
  forgetTexts(): void;

  /** A numeric feature to count with, of so many baseline values. */
  makeFeature(values: number, buckets: number, sketchSlots: number): number;
  /** Writes so many of its values, which are doubles at an address, from one on. */
  writeValues(feature: number, from: number, address: number, values: number): void;
  /** Makes its buckets; returns the steps of binary search that its values together take within them. */
  fillBuckets(feature: number, isLinear: number, lowest: number, scale: number): number;
  /** Writes counts, as 32-bit integers, and sums of gaps, as doubles, of so many values from one on. */
  readCounters(feature: number, from: number, values: number, countsTo: number, sumsTo: number): void;

  /** Counts a block's numbers against a feature; returns how many there are. */
  tallyColumn(feature: number, values: number, rows: number, listsNew: number): number;
  useTallySpace(present: number, slots: number, unknown: number): void;
  useNewValues(list: number, table: number, slots: number): void;
  /** Different values of that column that the baseline does not have. */
  readonly newValues: Shown<number>;
  useSketchSpace(counts: number, others: number): void;
  /** What is listed is two lists of doubles, of ascending keys and of their rows. */
  useLists(keys: number, rows: number, spare: number): void;
  /** Lists those new values. */
  listNewValues(): void;
  /** Lists bins of that column that its sketch has no room for, and forgets them. */
  listOthers(): void;
  /** Lists the bins of a feature's sketch. */
  listBins(feature: number): void;
  readonly listedBins: Shown<number>;

  /** Sorts so many doubles, without NaN and negative zero, in place; `spare` is room for as many. */
  sortNumbers(values: number, spare: number, count: number): void;
  /** Leaves the different ones of so many that are sorted, and writes how many of all are up to each; returns how many. */
  keepDistinct(values: number, count: number, upTo: number): number;

  /** Writes the hashes of the offsets of rows. */
  hashOffsets(offsets: number, rows: number, to: number): void;
  /** Lists the rows whose hash is not above the largest wanted; returns how many. There is room for one more. */
  listSmallHashes(hashes: number, rows: number, largest: number, to: number): number;
  /** Copies the numbers of so many rows, each to its place; negative zero comes as zero. */
  sampleCells(values: number, rows: number, places: number, count: number, cells: number): void;
  /** Copies the numbers at so many places, one behind the other. */
  pickCells(cells: number, places: number, count: number, to: number): void;
}

/** Why `parseRows` ended. */
export const STOPPED = { allRead: 0, blockFull: 1, oddFull: 2, textsFull: 3, needsCare: 4 } as const;

/** The part of WebAssembly that is used, which a runtime may lack or a page's policy may forbid. */
interface WebAssemblyApi {
  compile(bytes: Uint8Array): Promise<object>;
  readonly Instance: new (module: object) => { readonly exports: unknown };
}

let compiled: Promise<object | null> | undefined;

/** Memory with which an engine is worth keeping: to have it again costs more than a small file takes to read. */
const IDLE_BYTES_MAX = 64 * 1024 * 1024;
let idle: Engine | null = null;

/**
 * Lends an engine to read one file with; null where there is no WebAssembly with SIMD. Readers at the same time have one
 * each. Its memory is the next one's when `use` is done, however it ends: nothing of it may be kept.
 */
export async function withEngine<T>(use: (engine: Engine | null) => Promise<T>): Promise<T> {
  const kept = idle;
  idle = null;
  const engine = kept ?? (await newEngine());
  try {
    return await use(engine);
  } finally {
    engine?.reset();
    if (engine !== null && engine.memory.buffer.byteLength <= IDLE_BYTES_MAX) idle = engine;
  }
}

/** An instance with a memory of its own; null where there is none. Compiled once. */
export async function newEngine(): Promise<Engine | null> {
  const api = (globalThis as { WebAssembly?: WebAssemblyApi }).WebAssembly;
  if (api === undefined) return null;
  compiled ??= api.compile(bytesOf(ENGINE_CODE)).catch(() => null);
  const module = await compiled;
  return module === null ? null : (new api.Instance(module).exports as Engine);
}

/** Node's Buffer is much the faster way, and not everywhere. */
function bytesOf(base64: string): Uint8Array {
  const { Buffer } = globalThis as { Buffer?: { from(text: string, form: 'base64'): Uint8Array } };
  return Buffer?.from(base64, 'base64') ?? Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
}
