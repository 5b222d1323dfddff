import { shorten, showName } from '../../../../../shared/text/safe-text.ts';
import { batchPath, featurePath } from '../../../paths.ts';
import { ABSENT, type HeatBatch, type HeatRow } from '../../charts/heat-map/heat-grid.ts';
import { changeWords, dayOf } from './heat-words.ts';

interface ChosenCellProps {
  readonly monitor: string;
  readonly chosen: { readonly row: HeatRow; readonly column: number; readonly batch: HeatBatch } | null;
}

/** The chosen cell in words, with the ways to what is behind it. */
export function ChosenCell({ monitor, chosen }: ChosenCellProps) {
  if (chosen === null) {
    return (
      <p class="chosen-cell quiet small">
        Choose a cell to read what changed, by click or arrow keys. A change of 20 % means that about a fifth
        of the rows have other values than before.
      </p>
    );
  }
  const { row, column, batch } = chosen;
  const change = row.change[column] ?? ABSENT;
  return (
    <p class="chosen-cell">
      {change === ABSENT ? (
        showName(row.feature)
      ) : (
        <a href={featurePath(monitor, batch.id, row.feature)}>{showName(row.feature)}</a>
      )}{' '}
      in <a href={batchPath(monitor, batch.id)}>{shorten(batch.name)}</a>, {dayOf(batch.uploaded)}:{' '}
      <b>{changeWords(change, row.drifted[column] === 1)}</b>
    </p>
  );
}
