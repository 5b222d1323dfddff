import type { TextBlock } from '../csv/blocks.ts';
import { CsvError } from '../csv/csv-error.ts';
import { blockTyper } from '../csv/type-block.ts';
import type { LoadedModel } from './model-document.ts';
import { inputColumn } from './model-input.ts';
import type { Rows } from './training-data.ts';

/**
 * Prepares the reading of a batch for a model: the returned function turns a block of the file into rows that the model
 * predicts. An input that the file does not have is missing in every row. O(cells of the inputs).
 *
 * @param file what errors call it
 * @returns a function that throws CsvError when the file has none of the inputs: at the first block and not before, as
 *   an error that leaves the loop over the blocks closes their source
 * @example
 * const rowsOf = batchRows(header, model, 'june.csv');
 * for await (const block of blocks) model.predict(rowsOf(block));
 */
export function batchRows(
  header: readonly string[],
  { document }: LoadedModel,
  file: string,
): (block: TextBlock) => Rows {
  const typeBlock = blockTyper(header, document.inputs);
  const inputs = document.inputs.map(inputColumn);
  const known = new Set(header);
  const hasInput = inputs.some(({ name }) => known.has(name));
  return (block) => {
    if (!hasInput) throw noInput(file, inputs);
    const typed = typeBlock(block);
    return {
      count: block.rows,
      inputs,
      columns: inputs.map(
        ({ kind }, i) =>
          typed.columns[i]?.values ??
          (kind === 'number'
            ? new Float64Array(block.rows).fill(Number.NaN)
            : new Array<null>(block.rows).fill(null)),
      ),
    };
  };
}

const noInput = (file: string, inputs: readonly { readonly name: string }[]) =>
  new CsvError({
    code: 'no-common-column',
    file,
    line: 1,
    rule: `no column is one of the model's ${inputs.length} inputs (${inputs
      .slice(0, 5)
      .map(({ name }) => name)
      .join(', ')}${inputs.length > 5 ? ', …' : ''})`,
    wayOut: 'Check that its header line is there, and that this is the right model',
  });
