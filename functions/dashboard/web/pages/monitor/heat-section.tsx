import { useMemo, useState } from 'preact/hooks';
import { formatCount } from '../../../../../shared/report/words/numbers.ts';
import { featurePath } from '../../../paths.ts';
import { type HeatBatch, type HeatOrder, heatGrid, heatRows } from '../../charts/heat-map/heat-grid.ts';
import { HeatKey } from '../../charts/heat-map/heat-key.tsx';
import { HeatMap } from '../../charts/heat-map/heat-map.tsx';
import { navigate } from '../../navigation.ts';
import { Disclosure } from '../../ui/disclosure.tsx';
import { More } from '../../ui/more.tsx';
import { Select } from '../../ui/select.tsx';
import type { List } from '../../use-list.ts';
import { ChosenCell } from './chosen-cell.tsx';
import { HeatTable } from './heat-table.tsx';
import { cellWords, mapWords } from './heat-words.ts';

interface HeatSectionProps {
  readonly monitor: string;
  readonly batches: readonly HeatBatch[];
  readonly list: List<HeatBatch>;
}

/** By name, so that it stays the same cell when batches arrive. */
interface Chosen {
  readonly feature: string;
  readonly batch: string;
}

const ORDERS: readonly (readonly [HeatOrder, string])[] = [
  ['drift', 'Most drift first'],
  ['name', 'By name'],
];

/** Every feature in every batch at a glance, with the chosen cell in words, and all of it as a table. */
export function HeatSection({ monitor, batches: newestFirst, list }: HeatSectionProps) {
  const [order, setOrder] = useState<HeatOrder>('drift');
  const [search, setSearch] = useState('');
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const grid = useMemo(() => heatGrid(newestFirst), [newestFirst]);
  const rows = useMemo(() => heatRows(grid.rows, order, search), [grid, order, search]);
  const { batches } = grid;
  const row = rows.findIndex(({ feature }) => feature === chosen?.feature);
  const column = batches.findIndex(({ id }) => id === chosen?.batch);
  const cell = row === -1 || column === -1 ? null : { row, column };
  if (grid.rows.length === 0) return <p class="quiet">The batches so far have no features to compare.</p>;
  return (
    <>
      <div class="heat-tools on-screen">
        <Select label="Order of the features" value={order} options={ORDERS} onChange={setOrder} />
        <input
          type="search"
          aria-label="Search features"
          placeholder={`Search ${formatCount(grid.rows.length)} features`}
          value={search}
          onInput={({ currentTarget }) => setSearch(currentTarget.value)}
        />
        <HeatKey />
      </div>
      {rows.length === 0 ? (
        <p class="nothing">No features match “{search}”.</p>
      ) : (
        <HeatMap
          rows={rows}
          batches={batches}
          label={mapWords(grid)}
          chosen={cell}
          onChoose={(to) => setChosen({ feature: rows[to.row]!.feature, batch: batches[to.column]!.id })}
          onOpen={(at) => navigate(featurePath(monitor, batches[at.column]!.id, rows[at.row]!.feature))}
          inWords={(at) => cellWords(rows[at.row]!, at.column, batches[at.column]!)}
        />
      )}
      <ChosenCell
        monitor={monitor}
        chosen={cell && { row: rows[cell.row]!, column: cell.column, batch: batches[cell.column]! }}
      />
      <More list={list} shown={batches.length} noun="batches" />
      <Disclosure summary="As a table">
        <HeatTable monitor={monitor} rows={rows} batches={batches} />
      </Disclosure>
    </>
  );
}
