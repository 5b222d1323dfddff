import { useMemo } from 'preact/hooks';
import type { FeatureReport } from '../../../../../shared/report/report.ts';
import { formatNumber, formatShare } from '../../../../../shared/report/words/numbers.ts';
import { pathOf } from '../../../wire/endpoint.ts';
import { type FeatureMoment, getHistory } from '../../../wire/points.ts';
import { LineOverTime } from '../../charts/line-over-time.tsx';
import { LiveView } from '../../ui/live-view.tsx';
import { More } from '../../ui/more.tsx';
import { type ListSource, useList } from '../../use-list.ts';
import { HistoryTable } from './history-table.tsx';
import {
  changeHistoryWords,
  changeMeaning,
  missingHistoryWords,
  typicalHistoryWords,
} from './history-words.ts';

interface FeatureHistoryProps {
  readonly monitor: string;
  /** The batch that the page is about. */
  readonly batch: string;
  readonly feature: FeatureReport;
}

const BATCHES_READ = 200;

/** How the feature fared from batch to batch: its change, its typical value, what was missing. */
export function FeatureHistory({ monitor, batch, feature }: FeatureHistoryProps) {
  const list = useList(useMemo(() => historyOf(monitor, feature.name), [monitor, feature.name]));
  return (
    <section class="section" aria-labelledby="history">
      <h2 id="history">Over the batches</h2>
      <LiveView live={list.live} part>
        {(moments) =>
          moments.length === 0 ? (
            <p class="quiet">No batch has numbers for this feature yet.</p>
          ) : (
            <>
              {moments.length === 1 ? (
                <p class="quiet">There is one batch so far. From the second on you see here how it goes.</p>
              ) : (
                <HistoryCharts moments={moments} feature={feature} />
              )}
              <HistoryTable monitor={monitor} batch={batch} feature={feature} moments={moments} />
              <More list={list} shown={moments.length} noun="batches" />
            </>
          )
        }
      </LiveView>
    </section>
  );
}

function historyOf(monitor: string, feature: string): ListSource<typeof getHistory.answer, FeatureMoment> {
  return {
    path: (cursor) => pathOf(getHistory, { monitor }, { feature, cursor, limit: BATCHES_READ }),
    schema: getHistory.answer,
    page: ({ items, cursor }) => ({ items, cursor }),
    keyOf: ({ batchId }) => batchId,
  };
}

interface HistoryChartsProps {
  /** Newest first. */
  readonly moments: readonly FeatureMoment[];
  readonly feature: FeatureReport;
}

function HistoryCharts({ moments, feature }: HistoryChartsProps) {
  const series = useMemo(() => seriesOf(moments), [moments]);
  const { threshold } = feature.effect;
  const before = feature.typical.before;
  return (
    <>
      <p class="quiet small history-key">A filled dot is a batch in which it drifted.</p>
      <div class="history-charts">
        <div>
          <h3>
            Change
            <span class="quiet small">
              {changeMeaning(feature)}
              {feature.test === 'ks' && threshold > 0 && ': it matters from the dashed line on'}
            </span>
          </h3>
          <LineOverTime
            values={series.change}
            label={changeHistoryWords(moments)}
            format={formatNumber}
            {...(feature.test === 'ks' && threshold > 0 && { threshold })}
          />
        </div>
        {series.typical.length > 0 && (
          <div>
            <h3>
              Median
              {typeof before === 'number' && (
                <span class="quiet small">
                  dashed: in the baseline of this report, {formatNumber(before)}
                </span>
              )}
            </h3>
            <LineOverTime
              values={series.typical}
              label={typicalHistoryWords(moments)}
              format={formatNumber}
              {...(typeof before === 'number' && { threshold: before })}
            />
          </div>
        )}
        {series.missing.some(({ value }) => value > 0) && (
          <div>
            <h3>Missing values</h3>
            <LineOverTime values={series.missing} label={missingHistoryWords(moments)} format={formatShare} />
          </div>
        )}
      </div>
    </>
  );
}

/** Oldest first, as a line is drawn; batches in which the feature drifted are marked. */
function seriesOf(moments: readonly FeatureMoment[]) {
  const ascending = [...moments].sort((a, b) => a.uploaded - b.uploaded);
  const point = ({ uploaded, drifted }: FeatureMoment, value: number) => ({
    at: uploaded,
    value,
    marked: drifted,
  });
  return {
    change: ascending.map((moment) => point(moment, moment.change)),
    missing: ascending.map((moment) => point(moment, moment.missing)),
    typical: ascending.flatMap((moment) => (moment.typical === null ? [] : [point(moment, moment.typical)])),
  };
}
