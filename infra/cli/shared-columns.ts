import { setImmediate } from 'node:timers/promises';
import type { BaselineProfile } from '../../shared/profile/profile.ts';
import { ownRoom, type RoomFor, roomWithin } from '../../shared/scan/array-room.ts';
import { type ColumnExchange, ExchangeBroken } from '../../shared/scan/column-exchange.ts';
import { blockRowsOf } from '../../shared/scan/scan-memory.ts';

/** What threads exchange columns through: plain data, in memory that all of them see. */
export interface SharedMemory {
  /** `PULSE`, `BROKEN`, and `READER` of each reader. */
  readonly state: Int32Array;
  /** Of each reader, and for each column that is exchanged, the numbers of a block. */
  readonly numbers: Float64Array;
  readonly blockRows: number;
  readonly readers: number;
  /** Of each feature its place among the columns that are exchanged; -1 for one that has no numbers in this file. */
  readonly places: readonly number[];
}

/** Counts whatever happens, so that waiting for anything is waiting for this to change. */
const PULSE = 0;
const BROKEN = 1;
const FIRST_READER = 2;
/** Blocks that it has offered, rows of the last one, times that another has taken one, and whether it has ended. */
const READER = { offered: 0, rows: 1, taken: 2, ended: 3 } as const;
const READER_LENGTH = 4;

/** Milliseconds for which a thread sleeps at most before it looks whether it is to stop. */
const SLEEP_MS = 5;

/** @param header names of the columns in the file */
export function sharedMemory(
  { features }: BaselineProfile,
  header: readonly string[],
  readers: number,
): SharedMemory {
  const names = new Set(header);
  const present = features.filter(({ name }) => names.has(name));
  const exchanged = present.filter(({ type }) => type === 'numeric');
  const placeOf = new Map(exchanged.map((feature, place) => [feature, place]));
  const blockRows = blockRowsOf(present.length);
  const words = FIRST_READER + READER_LENGTH * readers;
  const bytes = Float64Array.BYTES_PER_ELEMENT * readers * exchanged.length * blockRows;
  return {
    state: new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT * words)),
    numbers: new Float64Array(new SharedArrayBuffer(bytes)),
    blockRows,
    readers,
    places: features.map((feature) => placeOf.get(feature) ?? -1),
  };
}

/** Whether that reader counts a feature: each some of those exchanged, and all those that are not. */
export function countsFeature({ places, readers }: SharedMemory, reader: number, feature: number): boolean {
  const place = places[feature]!;
  return place === -1 || place % readers === reader;
}

export interface ExchangeOptions {
  readonly signal?: AbortSignal | undefined;
  /** What the first reader waits for when it has counted everything. */
  readonly onCounted?: (() => Promise<void>) | undefined;
}

/**
 * Exchanges columns with other threads. A reader is at most one block ahead of the others; what each of them counts comes
 * in the same order every time.
 */
export class SharedColumns implements ColumnExchange {
  readonly #memory: SharedMemory;
  readonly #reader: number;
  readonly #signal: AbortSignal | undefined;
  readonly #onCounted: () => Promise<void>;
  readonly #exchanged: readonly { readonly feature: number; readonly place: number }[];
  /** Blocks that were taken of each reader. */
  readonly #taken: number[];

  constructor(
    memory: SharedMemory,
    reader: number,
    { signal, onCounted = async () => {} }: ExchangeOptions = {},
  ) {
    this.#memory = memory;
    this.#reader = reader;
    this.#signal = signal;
    this.#onCounted = onCounted;
    this.#exchanged = memory.places
      .map((place, feature) => ({ feature, place }))
      .filter(({ place }) => place !== -1);
    this.#taken = new Array(memory.readers).fill(0);
  }

  counts(feature: number): boolean {
    return countsFeature(this.#memory, this.#reader, feature);
  }

  async offer(rows: number, valuesOf: (feature: number) => Float64Array): Promise<void> {
    const before = this.#load(this.#reader, READER.offered);
    await this.#until(() => this.#isTaken(this.#reader));
    for (const { feature, place } of this.#exchanged) {
      if (!this.counts(feature)) this.#numbersOf(this.#reader, place, rows).set(valuesOf(feature));
    }
    this.#store(this.#reader, READER.rows, rows);
    this.#store(this.#reader, READER.offered, before + 1);
    this.#signalAll();
  }

  async take(count: (feature: number, values: Float64Array) => void): Promise<boolean> {
    let hasTaken = false;
    for (let other = 0; other < this.#memory.readers; other++) {
      if (other === this.#reader) continue;
      const next = this.#taken[other]! + 1;
      const hasOffered = () => this.#load(other, READER.offered) >= next;
      await this.#until(() => hasOffered() || this.#load(other, READER.ended) === 1);
      if (!hasOffered()) continue;
      const rows = this.#load(other, READER.rows);
      for (const { feature, place } of this.#exchanged) {
        if (this.counts(feature)) count(feature, this.#numbersOf(other, place, rows));
      }
      this.#taken[other] = next;
      Atomics.add(this.#memory.state, indexOf(other, READER.taken), 1);
      this.#signalAll();
      hasTaken = true;
    }
    return hasTaken;
  }

  end(): void {
    this.#store(this.#reader, READER.ended, 1);
    this.#signalAll();
  }

  /** The first reader makes arrays of its own when it likes; the others put theirs where the columns were. */
  async counted(): Promise<RoomFor> {
    if (this.#reader === 0) {
      await this.#onCounted();
      return ownRoom;
    }
    await this.#until(() => this.#isOver());
    const { buffer } = this.#memory.numbers;
    const share = buffer.byteLength / (this.#memory.readers - 1);
    return roomWithin(buffer, (this.#reader - 1) * share, this.#reader * share);
  }

  /** Whether all that was offered is taken, and nothing more will be offered. */
  #isOver(): boolean {
    for (let reader = 0; reader < this.#memory.readers; reader++) {
      if (this.#load(reader, READER.ended) === 0 || !this.#isTaken(reader)) return false;
    }
    return true;
  }

  /** Whether every other reader has taken all that this one has offered so far. */
  #isTaken(reader: number): boolean {
    const takings = this.#load(reader, READER.offered) * (this.#memory.readers - 1);
    return this.#load(reader, READER.taken) === takings;
  }

  breakOff(): void {
    Atomics.store(this.#memory.state, BROKEN, 1);
    this.#signalAll();
  }

  /** Sleeps until something holds. The thread does nothing else meanwhile but look, now and then, what it has been sent. */
  async #until(holds: () => boolean): Promise<void> {
    const { state } = this.#memory;
    for (;;) {
      const pulse = Atomics.load(state, PULSE);
      this.#signal?.throwIfAborted();
      if (Atomics.load(state, BROKEN) === 1) {
        throw new ExchangeBroken('Another thread could not read its range as it was cut.');
      }
      if (holds()) return;
      Atomics.wait(state, PULSE, pulse, SLEEP_MS);
      if (!holds()) await setImmediate();
    }
  }

  #numbersOf(reader: number, place: number, rows: number): Float64Array {
    const { numbers, blockRows } = this.#memory;
    const from = (reader * this.#exchanged.length + place) * blockRows;
    return numbers.subarray(from, from + rows);
  }

  #load(reader: number, word: number): number {
    return Atomics.load(this.#memory.state, indexOf(reader, word));
  }

  #store(reader: number, word: number, value: number): void {
    Atomics.store(this.#memory.state, indexOf(reader, word), value);
  }

  #signalAll(): void {
    Atomics.add(this.#memory.state, PULSE, 1);
    Atomics.notify(this.#memory.state, PULSE);
  }
}

const indexOf = (reader: number, word: number): number => FIRST_READER + READER_LENGTH * reader + word;
