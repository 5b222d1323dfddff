import { classFinder } from './label-classes.ts';
import { RowsById } from './rows-by-id.ts';

/** No answer yet, and an answer that is none of the classes. */
const NONE = -2;
const FOREIGN = -1;

/**
 * The answers to the rows of one batch, as they come in: in parts, twice, and corrected. What is offered later counts,
 * so offer in the order in which people said it. Memory: 4 bytes a row, and the ids.
 *
 * An id that several rows have is answered for all of them. Empty cells say nothing.
 *
 * @example
 * const answers = new BatchAnswers(2, ['no', 'yes']);
 * answers.name('id', 0, 'a');
 * answers.offer('id', 'a', 'yes');
 * answers.classOf(0); // 1
 */
export class BatchAnswers {
  readonly #classOf: (answer: string) => number;
  readonly #classes: Int32Array;
  readonly #ids = new RowsById();
  /** Answers that said again what was known. */
  duplicates = 0;
  /** Answers that said otherwise than one before, and took its place. */
  conflicts = 0;

  constructor(rows: number, classes: readonly string[]) {
    this.#classOf = classFinder(classes);
    this.#classes = new Int32Array(rows).fill(NONE);
  }

  /** Says which id a row has in a column. */
  name(column: string, row: number, id: string | null): void {
    this.#ids.name(column, row, id);
  }

  /** An answer to whatever rows have this id. */
  offer(column: string, id: string | null, answer: string | null): void {
    if (id === null) return;
    for (const row of this.#ids.rowsOf(column, id)) this.offerRow(row, answer);
  }

  offerRow(row: number, answer: string | null): void {
    if (answer === null) return;
    const said = this.#classOf(answer);
    const known = this.#classes[row]!;
    if (known === said) this.duplicates++;
    else if (known !== NONE) this.conflicts++;
    this.#classes[row] = said;
  }

  /** The class of a row; `null` where none is known. */
  classOf(row: number): number | null {
    const known = this.#classes[row]!;
    return known < 0 ? null : known;
  }

  /** Rows with an answer that is a class. */
  get labelled(): number {
    return this.#classes.reduce((count, known) => count + (known >= 0 ? 1 : 0), 0);
  }

  /** Rows with an answer that is none of the classes. */
  get foreign(): number {
    return this.#classes.reduce((count, known) => count + (known === FOREIGN ? 1 : 0), 0);
  }
}
