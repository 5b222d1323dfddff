import { shorten } from '../../text/safe-text.ts';
import { varies } from '../encode.ts';
import { TrainingError } from '../model-kind.ts';
import type { LabelledRows } from '../training-data.ts';

/**
 * Refuses rows that nothing can be learned from, whatever the kind.
 *
 * @throws TrainingError
 */
export function requireSomethingToLearn(rows: LabelledRows): void {
  const seen = new Set(rows.labels);
  if (rows.count === 0) {
    throw new TrainingError('There is no row with an answer to learn from. Bring rows with labels.');
  }
  if (seen.size < 2) {
    const only = rows.classes[rows.labels[0]!]!;
    throw new TrainingError(
      `All ${rows.count} rows have the same answer, "${shorten(only)}": there is nothing to tell apart. Bring rows of at least one other class.`,
    );
  }
  for (const [i, { name, kind }] of rows.inputs.entries()) {
    if (kind === 'number') requireFinite(name, rows.columns[i] as Float64Array);
  }
  if (!rows.inputs.some((_, i) => varies(rows, i))) {
    throw new TrainingError(
      `None of the ${rows.inputs.length} inputs varies: every row looks the same, so no answer can follow from them. Check that the right columns are there and not left out.`,
    );
  }
}

function requireFinite(name: string, values: Float64Array): void {
  const infinite = values.reduce((count, value) => count + (Math.abs(value) === Infinity ? 1 : 0), 0);
  if (infinite === 0) return;
  throw new TrainingError(
    `Input "${shorten(name)}" is infinite in ${infinite} of ${values.length} rows: no average can be formed of it. Leave these cells empty, or leave the column out.`,
  );
}
