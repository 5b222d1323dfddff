import { useMemo } from 'preact/hooks';
import { keepTogether } from '../../../../../shared/report/words/line-breaks.ts';
import { formatCount } from '../../../../../shared/report/words/numbers.ts';
import { shorten, showMessage } from '../../../../../shared/text/safe-text.ts';
import { batchPath } from '../../../paths.ts';
import type { Batch, JudgedBatchItem } from '../../../wire/batches.ts';
import { VERDICT } from '../../monitor/status-words.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { lazy } from '../../ui/lazy.tsx';
import { LocalTime } from '../../ui/local-time.tsx';
import { More } from '../../ui/more.tsx';
import { Status } from '../../ui/status.tsx';
import type { List } from '../../use-list.ts';
import { timelineOf, timelineWords } from './timeline.ts';

const BatchBarsChart = lazy(async () => (await import('../../charts/batch-bars.tsx')).BatchBarsChart);

interface BatchesSectionProps {
  readonly monitor: string;
  readonly batches: readonly Batch[];
  readonly list: List<Batch>;
}

/** Batch after batch: as a picture, and one a line with what changed most. */
export function BatchesSection({ monitor, batches, list }: BatchesSectionProps) {
  const timeline = useMemo(() => timelineOf(batches), [batches]);
  const columns = useMemo(() => columnsOf(monitor), [monitor]);
  return (
    <>
      {timeline.bars.length > 1 && (
        <>
          <TimelineKey timeline={timeline} />
          <BatchBarsChart timeline={timeline} label={timelineWords(batches)} />
        </>
      )}
      <div class="batch-table">
        <DataTable
          caption="Batches, newest first"
          noun="batches"
          rows={batches}
          columns={columns}
          rowHeight={46}
          rowKey={({ file }) => `${file.key} ${file.versionId}`}
          {...(batches.length > 12 && { searchText: ({ file }: Batch) => file.name })}
        />
      </div>
      <More list={list} shown={batches.length} noun="batches" />
    </>
  );
}

function TimelineKey({ timeline }: { readonly timeline: ReturnType<typeof timelineOf> }) {
  return (
    <p class="timeline-key quiet small">
      <span>Share of features that drifted, batch by batch.</span>
      <Status tone="calm" word="No drift" />
      <Status tone="alarm" word="Drift" />
      {timeline.incidents.length > 0 && <span class="incident-key">Incident</span>}
    </p>
  );
}

const driftedOf = ({ driftedFeatures, totalFeatures }: JudgedBatchItem) =>
  `${formatCount(driftedFeatures)} of ${formatCount(totalFeatures)}`;

const columnsOf = (monitor: string): Column<Batch>[] => [
  {
    key: 'file',
    title: 'File',
    sortBy: ({ file }) => file.name,
    cell: (batch) => {
      const id = batch.state === 'judged' ? batch.batchId : batch.of;
      return (
        <>
          <a href={batchPath(monitor, id)}>{shorten(batch.file.name)}</a>
          <span class="narrow-only small quiet">
            <LocalTime ms={batch.file.uploaded} />
          </span>
        </>
      );
    },
  },
  {
    key: 'uploaded',
    title: 'Uploaded',
    width: '12.5rem',
    wideOnly: true,
    sortBy: ({ file }) => file.uploaded,
    cell: ({ file }) => <LocalTime ms={file.uploaded} />,
  },
  {
    key: 'verdict',
    title: 'Verdict',
    width: '11.5rem',
    sortBy: (batch) => (batch.state === 'judged' ? batch.verdict : 'zz'),
    cell: (batch) =>
      batch.state === 'judged' ? (
        <>
          <Status {...VERDICT[batch.verdict]} />
          <span class="narrow-only small quiet">{driftedOf(batch)}</span>
        </>
      ) : (
        <span class="quiet">Same as before</span>
      ),
  },
  {
    key: 'drifted',
    title: 'Drifted',
    width: '7rem',
    numeric: true,
    wideOnly: true,
    sortBy: (batch) => (batch.state === 'judged' ? batch.driftPercentage : null),
    cell: (batch) => batch.state === 'judged' && driftedOf(batch),
  },
  {
    key: 'most',
    title: 'What changed most',
    width: '36%',
    wideOnly: true,
    cell: (batch) =>
      batch.state === 'judged' && (
        <>
          {keepTogether(showMessage(batch.broken[0] ?? batch.top[0]?.sentence ?? ''))}
          {batch.driftedFeatures > 1 && (
            <span class="quiet"> and {formatCount(batch.driftedFeatures - 1)} more</span>
          )}
        </>
      ),
  },
];
