import { useMemo } from 'preact/hooks';
import type { FeatureReport } from '../../../../../shared/report/report.ts';
import { formatNumber, formatPValue, formatShare } from '../../../../../shared/report/words/numbers.ts';
import { shorten } from '../../../../../shared/text/safe-text.ts';
import { featurePath } from '../../../paths.ts';
import type { FeatureMoment } from '../../../wire/points.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';
import { LocalTime } from '../../ui/local-time.tsx';
import { Status } from '../../ui/status.tsx';

interface HistoryTableProps {
  readonly monitor: string;
  /** The batch that the page is about: no link leads to it. */
  readonly batch: string;
  readonly feature: FeatureReport;
  readonly moments: readonly FeatureMoment[];
}

/** The numbers behind the lines, with the way to the feature in each other batch. */
export function HistoryTable({ monitor, batch, feature, moments }: HistoryTableProps) {
  const columns = useMemo(
    () => historyColumns((id) => (id === batch ? null : featurePath(monitor, id, feature.name))),
    [monitor, batch, feature],
  );
  return (
    <Disclosure summary="As a table">
      <DataTable
        caption="This feature in each batch, newest first"
        noun="batches"
        rows={moments}
        columns={columns}
        rowKey={({ batchId }) => batchId}
        rowHeight={36}
      />
    </Disclosure>
  );
}

function historyColumns(hrefOf: (batch: string) => string | null): Column<FeatureMoment>[] {
  return [
    {
      key: 'batch',
      title: 'Batch',
      width: '28%',
      sortBy: ({ name }) => name,
      cell: ({ batchId, name }) => {
        const href = hrefOf(batchId);
        return href === null ? <b>{shorten(name)} (this one)</b> : <a href={href}>{shorten(name)}</a>;
      },
    },
    {
      key: 'uploaded',
      title: 'Uploaded',
      wideOnly: true,
      sortBy: ({ uploaded }) => uploaded,
      cell: ({ uploaded }) => <LocalTime ms={uploaded} />,
    },
    {
      key: 'drifted',
      title: 'Verdict',
      width: '7rem',
      sortBy: ({ drifted }) => Number(drifted),
      cell: ({ drifted }) =>
        drifted ? <Status tone="alarm" word="Drifted" /> : <span class="quiet">No drift</span>,
    },
    {
      key: 'change',
      title: 'Change',
      numeric: true,
      width: '7.5rem',
      sortBy: ({ change }) => change,
      cell: ({ change }) => formatNumber(change),
    },
    {
      key: 'p',
      title: 'Adjusted p',
      numeric: true,
      wideOnly: true,
      width: '7rem',
      sortBy: ({ pAdjusted }) => -pAdjusted,
      cell: ({ pAdjusted }) => formatPValue(pAdjusted).replace(/^p (= )?/, ''),
    },
    {
      key: 'typical',
      title: 'Median',
      numeric: true,
      wideOnly: true,
      width: '6rem',
      sortBy: ({ typical }) => typical,
      cell: ({ typical }) => (typical === null ? '' : formatNumber(typical)),
    },
    {
      key: 'missing',
      title: 'Missing',
      numeric: true,
      width: '5.5rem',
      sortBy: ({ missing }) => missing,
      cell: ({ missing }) => formatShare(missing),
    },
  ];
}
