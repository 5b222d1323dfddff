import type { OpenedCsv } from '../csv/open-csv.ts';

/** Keeps a copy of what is read of an opened file, from its first data row on, to be read once more. */
export class KeptStart {
  /** The file, to be read through here. */
  readonly opened: OpenedCsv;
  #pieces: Uint8Array[] | null = [];
  #bytes = 0;

  constructor(opened: OpenedCsv) {
    const { source } = opened;
    const passing: OpenedCsv['source'] = {
      next: async () => {
        const read = await source.next();
        if (read.done !== true) this.#keep(read.value);
        return read;
      },
      return: () => source.return(),
      [Symbol.asyncIterator]: () => passing,
    };
    this.opened = { ...opened, source: passing };
  }

  /** Bytes kept so far. */
  get bytes(): number {
    return this.#bytes;
  }

  #keep(piece: Uint8Array): void {
    if (this.#pieces === null) return;
    // A slice of Node's Buffer would be no copy.
    this.#pieces.push(new Uint8Array(piece));
    this.#bytes += piece.length;
  }

  /** What is kept, up to that offset in the file, each piece given away; from now on nothing is kept. */
  takeUpTo(offset: number): AsyncGenerator<Uint8Array, void, undefined> {
    const pieces = this.#pieces ?? [];
    this.#pieces = null;
    return piecesUpTo(pieces, offset - this.opened.offset);
  }
}

async function* piecesUpTo(pieces: Uint8Array[], bytes: number): AsyncGenerator<Uint8Array, void, undefined> {
  let left = bytes;
  for (let piece = pieces.shift(); piece !== undefined && left > 0; piece = pieces.shift()) {
    yield piece.subarray(0, left);
    left -= piece.length;
  }
}
