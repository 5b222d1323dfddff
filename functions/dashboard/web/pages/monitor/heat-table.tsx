import { useMemo, useState } from 'preact/hooks';
import { formatCount, formatShare } from '../../../../../shared/report/words/numbers.ts';
import { shorten, showName } from '../../../../../shared/text/safe-text.ts';
import { featurePath } from '../../../paths.ts';
import { ABSENT, type HeatBatch, type HeatRow } from '../../charts/heat-map/heat-grid.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { Select } from '../../ui/select.tsx';
import { changeWords, dayOf } from './heat-words.ts';

interface HeatTableProps {
  readonly monitor: string;
  readonly rows: readonly HeatRow[];
  /** Oldest first. */
  readonly batches: readonly HeatBatch[];
}

/** Batches side by side: as many as there is room for. */
const BATCHES_SHOWN = 6;

/** The heat map's figures: all features, and of the batches a few at a time, newest first. */
export function HeatTable({ monitor, rows, batches }: HeatTableProps) {
  const [back, setBack] = useState('0');
  const end = batches.length - Number(back);
  const columns = useMemo(
    () => columnsOf(monitor, batches, Math.max(0, end - BATCHES_SHOWN), end),
    [monitor, batches, end],
  );
  const parts = useMemo(() => partsOf(batches), [batches]);
  return (
    <DataTable
      caption="How much each feature changed, batch by batch"
      noun="features"
      rows={rows}
      columns={columns}
      rowKey={({ feature }) => feature}
      rowHeight={36}
      tools={
        parts.length > 1 && <Select label="Batches shown" value={back} options={parts} onChange={setBack} />
      }
    />
  );
}

/** The parts that can be looked at, each by how many batches are newer. */
function partsOf(batches: readonly HeatBatch[]): [back: string, name: string][] {
  const parts: [string, string][] = [];
  for (let end = batches.length; end > 0; end -= BATCHES_SHOWN) {
    const from = dayOf(batches[Math.max(0, end - BATCHES_SHOWN)]!.uploaded);
    parts.push([String(batches.length - end), `${from} – ${dayOf(batches[end - 1]!.uploaded)}`]);
  }
  return parts;
}

function columnsOf(
  monitor: string,
  batches: readonly HeatBatch[],
  from: number,
  to: number,
): Column<HeatRow>[] {
  const newest = batches.at(-1);
  const shown = batches.slice(from, to).map((batch, i): Column<HeatRow> => {
    const column = from + i;
    return {
      key: batch.id,
      title: shorten(batch.name, 18),
      numeric: true,
      wideOnly: column < to - 2,
      sortBy: ({ change }) => (change[column] === ABSENT ? null : (change[column] ?? null)),
      cell: ({ change, drifted }) => changeWords(change[column] ?? ABSENT, drifted[column] === 1),
    };
  });
  return [
    {
      key: 'feature',
      title: 'Feature',
      sortBy: ({ feature }) => feature,
      cell: ({ feature }) =>
        newest === undefined ? (
          showName(feature)
        ) : (
          <a href={featurePath(monitor, newest.id, feature)}>{showName(feature)}</a>
        ),
    },
    {
      key: 'drifted-in',
      title: 'Drifted in',
      numeric: true,
      width: '7rem',
      wideOnly: true,
      sortBy: ({ driftedIn }) => driftedIn,
      cell: ({ driftedIn }) => `${formatCount(driftedIn)} of ${formatCount(batches.length)}`,
    },
    {
      key: 'strongest',
      title: 'Strongest',
      numeric: true,
      width: '6rem',
      wideOnly: true,
      sortBy: ({ strongest }) => strongest,
      cell: ({ strongest }) => (strongest === ABSENT ? '' : formatShare(strongest / 1000)),
    },
    ...shown.reverse(),
  ];
}
