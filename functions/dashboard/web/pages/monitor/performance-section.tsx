import { useMemo, useState } from 'preact/hooks';
import type { Performance } from '../../../wire/performance.ts';
import { Disclosure } from '../../ui/disclosure.tsx';
import { lazy } from '../../ui/lazy.tsx';
import { More } from '../../ui/more.tsx';
import { Select } from '../../ui/select.tsx';
import type { List } from '../../use-list.ts';
import { FORMATS, METRICS, type Metric, performanceOverTime, performanceWords } from './performance.ts';
import { PerformanceTable } from './performance-table.tsx';

const PerformanceLines = lazy(
  async () => (await import('../../charts/performance-lines.tsx')).PerformanceLines,
);

interface PerformanceSectionProps {
  readonly monitor: string;
  readonly performances: readonly Performance[];
  readonly list: List<Performance>;
}

/** How good the predictions were: by the answers that are known, and estimated without them. */
export function PerformanceSection({ monitor, performances, list }: PerformanceSectionProps) {
  const [metric, setMetric] = useState<Metric>('accuracy');
  const overTime = useMemo(() => performanceOverTime(performances, metric), [performances, metric]);
  const assumes = performances.find(({ estimated }) => estimated !== null)?.estimated?.assumes;
  return (
    <>
      <p class="performance-words">{performanceWords(overTime, metric)}</p>
      <div class="heat-tools on-screen">
        <Select
          label="Measure"
          value={metric}
          options={Object.entries(METRICS).map(([key, { name }]) => [key as Metric, name] as const)}
          onChange={setMetric}
        />
        <p class="performance-key small">
          <span class="true">Measured by labels, with its interval</span>
          <span class="estimated">Estimated without labels</span>
        </p>
      </div>
      <PerformanceLines {...overTime} label={performanceWords(overTime, metric)} format={FORMATS[metric]} />
      <p class="quiet small">
        {METRICS[metric].meaning} Each line is a model.
        {metric !== 'logLoss' && assumes !== undefined && ` An estimate ${assumes}.`}
      </p>
      <Disclosure summary="As a table">
        <PerformanceTable monitor={monitor} performances={performances} />
      </Disclosure>
      <More list={list} shown={performances.length} noun="predictions" />
    </>
  );
}
