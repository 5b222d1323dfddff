import { toCsv } from '../../../../../shared/csv/write-csv.ts';
import type { AnswerOf } from '../../../wire/endpoint.ts';
import type { predict } from '../../../wire/predict.ts';

/**
 * Predictions as a file to open in a spreadsheet: no cell runs as a formula there. A line a row: its id, what each
 * model predicts, and how sure it is of it and of every class.
 *
 * @example predictionsCsv(answer, 'id') // 'id,prediction,probability,probability of yes,…'
 */
export function predictionsCsv({ ids, models }: AnswerOf<typeof predict>, id: string | null): string {
  const prefixOf = (i: number) => (i === 0 ? '' : 'previous ');
  const header = models.flatMap(({ classes }, i) => [
    `${prefixOf(i)}prediction`,
    `${prefixOf(i)}probability`,
    ...classes.map((name) => `${prefixOf(i)}probability of ${name}`),
  ]);
  const lines = ids.map((name, row) => [
    name,
    ...models.flatMap(({ rows }) => {
      const { prediction, probabilities } = rows[row]!;
      return [prediction, Math.max(...probabilities), ...probabilities];
    }),
  ]);
  return toCsv([id ?? 'row', ...header], lines, { neutraliseFormulas: true });
}
