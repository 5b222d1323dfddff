import { useMemo } from 'preact/hooks';
import { formatShare } from '../../../../../shared/report/words/numbers.ts';
import { modelPath } from '../../../paths.ts';
import type { BaselineItem, Champion, ModelItem } from '../../../wire/models.ts';
import type { RetrainingItem } from '../../../wire/retrainings.ts';
import { baselineName } from '../../model/baseline-words.ts';
import { comparisonInBrief, comparisonInShort } from '../../model/comparison-words.ts';
import { modelRole } from '../../model/model-role.ts';
import { Part } from '../../model/part.tsx';
import { navigate } from '../../navigation.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { LiveView } from '../../ui/live-view.tsx';
import { LocalTime } from '../../ui/local-time.tsx';
import { More } from '../../ui/more.tsx';
import { shortId } from '../../ui/short-id.ts';
import type { List } from '../../use-list.ts';

interface VersionsSectionProps {
  readonly monitor: string;
  readonly list: List<ModelItem>;
  readonly champion: Champion | null;
  readonly retrainings: readonly RetrainingItem[];
  readonly baselines: readonly BaselineItem[];
}

/** A model with what is known of how it came about. */
interface Version {
  readonly model: ModelItem;
  readonly retraining: RetrainingItem | null;
  readonly baseline: BaselineItem | null;
}

/** Every version: its part, what it learned from, and why it is in charge or not. */
export function VersionsSection(props: VersionsSectionProps) {
  const { monitor, list, champion, retrainings, baselines } = props;
  const columns = useMemo(() => versionColumns(monitor, champion), [monitor, champion]);
  return (
    <section class="section" aria-labelledby="versions">
      <h2 id="versions">Versions</h2>
      <LiveView live={list.live} part>
        {(models) => (
          <>
            <DataTable
              caption="Versions of the model, newest first"
              noun="versions"
              rows={models.map((model) => versionOf(model, retrainings, baselines))}
              columns={columns}
              rowKey={({ model }) => model.version}
              rowHeight={46}
              onOpen={({ model }) => navigate(modelPath(monitor, model.version))}
            />
            <p class="quiet small wide-only versions-note">
              Accuracy was measured on rows of each version’s own time: compare versions by the column before
              it.
            </p>
            <More list={list} shown={models.length} noun="versions" />
          </>
        )}
      </LiveView>
    </section>
  );
}

const versionOf = (
  model: ModelItem,
  retrainings: readonly RetrainingItem[],
  baselines: readonly BaselineItem[],
): Version => ({
  model,
  retraining: retrainings.find(({ id }) => id === model.retraining) ?? null,
  baseline: baselines.find(({ version }) => version === model.baseline) ?? null,
});

function versionColumns(monitor: string, champion: Champion | null): Column<Version>[] {
  return [
    {
      key: 'version',
      title: 'Version',
      width: '6.25rem',
      cell: ({ model: { version } }) => <a href={modelPath(monitor, version)}>{shortId(version)}</a>,
    },
    {
      key: 'role',
      title: 'Its part',
      width: '11.5rem',
      cell: ({ model, retraining }) => <Part {...modelRole(model, champion, retraining)} />,
    },
    {
      key: 'requested',
      title: 'Trained',
      width: '12rem',
      wideOnly: true,
      sortBy: ({ model }) => model.requested,
      cell: ({ model }) => <LocalTime ms={model.requested} />,
    },
    {
      key: 'from',
      title: 'Learned from',
      wideOnly: true,
      cell: (version) => <span title={learnedFrom(version)}>{learnedFrom(version)}</span>,
    },
    {
      key: 'evidence',
      title: 'Against the model before it',
      width: '13.5rem',
      wideOnly: true,
      cell: ({ retraining }) => {
        const trained = retraining?.trained ?? null;
        if (trained === null) return <span class="quiet">The first of its baseline</span>;
        return <span title={comparisonInShort(trained)}>{comparisonInBrief(trained)}</span>;
      },
    },
    {
      key: 'accuracy',
      title: 'Accuracy',
      width: '5.5rem',
      numeric: true,
      wideOnly: true,
      sortBy: ({ model }) => model.metrics.accuracy ?? null,
      cell: ({ model: { metrics } }) => (metrics.accuracy === undefined ? '' : formatShare(metrics.accuracy)),
    },
  ];
}

function learnedFrom({ model, baseline, retraining }: Version): string {
  const rows = baseline === null ? '' : baselineName(baseline);
  const old = retraining?.trained && model.rows !== null && model.rows > retraining.trained.labelledRows;
  return old ? `${rows}, and older ones` : rows;
}
