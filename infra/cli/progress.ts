import { shorten } from '../../shared/text/safe-text.ts';
import type { Output } from './command.ts';

const FIRST_AFTER_MS = 1_000;
const EVERY_MS = 200;
/** With the figures behind it, the line must stay on one line. */
const LABEL_CHARS_MAX = 32;

/**
 * One line on a terminal that says how far a reading has come; nothing in the first second, nothing where
 * stderr is not a terminal. `update` is cheap enough to call for every block.
 */
export class ProgressLine {
  readonly #out: Output;
  readonly #label: string;
  readonly #bytesTotal: number | null;
  readonly #startedAt: number;
  #shownAt: number;
  #shown = false;

  constructor(out: Output, label: string, bytesTotal: number | null, now = milliseconds()) {
    this.#out = out;
    this.#label = shorten(label, LABEL_CHARS_MAX);
    this.#bytesTotal = bytesTotal;
    this.#startedAt = now;
    this.#shownAt = now + FIRST_AFTER_MS - EVERY_MS;
  }

  update({ bytes, rows }: { bytes: number; rows: number }, now = milliseconds()): void {
    if (!this.#out.isTTY || now - this.#shownAt < EVERY_MS) return;
    this.#shownAt = now;
    this.#shown = true;
    const perSecond = Math.round(rows / ((now - this.#startedAt) / 1000));
    const share = this.#bytesTotal ? `${Math.floor((100 * bytes) / this.#bytesTotal)} %  ` : '';
    this.#out.write(`\r\u001b[K${this.#label}  ${share}${grouped(rows)} rows  ${grouped(perSecond)} rows/s`);
  }

  /** Takes the line away again. */
  clear(): void {
    if (this.#shown) this.#out.write('\r\u001b[K');
    this.#shown = false;
  }
}

/** `performance` would be loaded at its first use, for longer than a small file is read. */
const milliseconds = (): number => Number(process.hrtime.bigint()) / 1e6;

const grouped = (n: number): string => n.toLocaleString('en-US');
