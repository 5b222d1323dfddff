import { RowsById } from './rows-by-id.ts';

/**
 * The answers to rows as somebody wrote them, classes that no model knows included. What is offered later counts, so
 * offer in the order in which people said it; empty cells say nothing. `BatchAnswers` is the same for the classes of a
 * model.
 *
 * @example
 * const answers = new AnswerTexts();
 * answers.name('id', 0, 'a');
 * answers.offer('id', 'a', 'yes');
 * answers.of(0); // 'yes'
 */
export class AnswerTexts {
  readonly #ids = new RowsById();
  readonly #texts: (string | null)[] = [];

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
    if (answer !== null) this.#texts[row] = answer;
  }

  /** `null` where none is known. */
  of(row: number): string | null {
    return this.#texts[row] ?? null;
  }
}
