import { useMemo } from 'preact/hooks';
import { formatCount, formatNumber } from '../../../../../shared/report/words/numbers.ts';
import { shorten, showMessage } from '../../../../../shared/text/safe-text.ts';
import { batchPath, modelPath } from '../../../paths.ts';
import type { Performance } from '../../../wire/performance.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';

interface PerformanceTableProps {
  readonly monitor: string;
  readonly performances: readonly Performance[];
}

/** The figures behind the picture, newest batch first. */
export function PerformanceTable({ monitor, performances }: PerformanceTableProps) {
  const columns = useMemo(() => columnsOf(monitor), [monitor]);
  return (
    <DataTable
      caption="How good the predictions were, batch by batch"
      noun="predictions"
      rows={performances}
      columns={columns}
      rowKey={({ batchId, model }) => `${batchId} ${model}`}
      rowHeight={36}
    />
  );
}

interface Interval {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

const figure = (interval: Interval | null | undefined) =>
  interval == null
    ? ''
    : `${formatNumber(interval.value)} (${formatNumber(interval.low)}–${formatNumber(interval.high)})`;

const columnsOf = (monitor: string): Column<Performance>[] => [
  {
    key: 'batch',
    title: 'Batch',
    cell: ({ batchId, name }) => <a href={batchPath(monitor, batchId)}>{shorten(name)}</a>,
  },
  {
    key: 'model',
    title: 'Model',
    width: '7rem',
    wideOnly: true,
    cell: ({ model }) => <a href={modelPath(monitor, model)}>{shorten(model, 8)}</a>,
  },
  {
    key: 'labelled',
    title: 'Labelled',
    width: '8rem',
    numeric: true,
    wideOnly: true,
    sortBy: ({ measured }) => measured?.labelled ?? null,
    cell: ({ measured, rows }) => `${formatCount(measured?.labelled ?? 0)} of ${formatCount(rows)}`,
  },
  {
    key: 'accuracy',
    title: 'Accuracy',
    width: '11rem',
    numeric: true,
    sortBy: ({ measured }) => measured?.accuracy.value ?? null,
    cell: ({ measured, refusal }) => (refusal === null ? figure(measured?.accuracy) : showMessage(refusal)),
  },
  {
    key: 'estimated',
    title: 'Estimated',
    width: '6.5rem',
    numeric: true,
    sortBy: ({ estimated }) => estimated?.accuracy ?? null,
    cell: ({ estimated }) => (estimated === null ? '' : formatNumber(estimated.accuracy)),
  },
  {
    key: 'auc',
    title: 'ROC AUC',
    width: '11rem',
    numeric: true,
    wideOnly: true,
    cell: ({ measured }) => figure(measured?.rocAuc),
  },
  {
    key: 'log-loss',
    title: 'Log loss',
    width: '11rem',
    numeric: true,
    wideOnly: true,
    cell: ({ measured }) => figure(measured?.logLoss),
  },
];
