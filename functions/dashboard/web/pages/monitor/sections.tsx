import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import type * as v from 'valibot';
import type { MonitorSummary } from '../../../wire/monitors.ts';
import { LiveView } from '../../ui/live-view.tsx';
import { type List, type ListSource, useList } from '../../use-list.ts';
import { AlertsSection } from './alerts-section.tsx';
import { BatchesSection } from './batches-section.tsx';
import { LabelFiles, SetAsideFiles, UnfinishedFiles } from './files-section.tsx';
import { HeatSection } from './heat-section.tsx';
import { IncidentsSection } from './incidents-section.tsx';
import {
  alertsOf,
  batchesOf,
  incidentsOf,
  labelFilesOf,
  performanceOf,
  pointsOf,
  setAsideOf,
} from './lists.ts';
import { MuteControl } from './mute-control.tsx';
import { PerformanceSection } from './performance-section.tsx';

/** What a monitor's standing rests on, part by part; parts that cannot have anything yet are left out. */
export function Sections({ summary }: { readonly summary: MonitorSummary }) {
  const { monitor, newest, model } = summary;
  return (
    <>
      {newest !== null && (
        <Section title="Batches">
          <ListOf source={batchesOf} monitor={monitor}>
            {(items, list) => <BatchesSection monitor={monitor} batches={items} list={list} />}
          </ListOf>
        </Section>
      )}
      {newest !== null && (
        <Section title="What changed, feature by feature">
          <ListOf source={pointsOf} monitor={monitor}>
            {(items, list) => <HeatSection monitor={monitor} batches={items} list={list} />}
          </ListOf>
        </Section>
      )}
      {newest !== null && model !== null && (
        <Section title="How good the predictions are">
          <ListOf source={performanceOf} monitor={monitor}>
            {(items, list) =>
              items.length === 0 ? (
                <p class="quiet">No batch has been scored yet.</p>
              ) : (
                <PerformanceSection monitor={monitor} performances={items} list={list} />
              )
            }
          </ListOf>
        </Section>
      )}
      <Section title="Incidents">
        <ListOf source={incidentsOf} monitor={monitor}>
          {(items, list) => <IncidentsSection monitor={monitor} incidents={items} list={list} />}
        </ListOf>
      </Section>
      <Section title="Alerts">
        <MuteControl summary={summary} />
        <ListOf source={alertsOf} monitor={monitor}>
          {(items, list) => <AlertsSection monitor={monitor} alerts={items} list={list} />}
        </ListOf>
      </Section>
      <Section title="Files">
        <UnfinishedFiles summary={summary} />
        <ListOf source={setAsideOf} monitor={monitor}>
          {(items, list) => <SetAsideFiles files={items} list={list} />}
        </ListOf>
        <ListOf source={labelFilesOf} monitor={monitor}>
          {(items, list) => <LabelFiles files={items} list={list} />}
        </ListOf>
      </Section>
    </>
  );
}

function Section({ title, children }: { readonly title: string; readonly children: ComponentChildren }) {
  const id = `part-${title.toLowerCase().replace(/\W+/g, '-')}`;
  return (
    <section class="section" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  );
}

interface ListOfProps<S extends v.GenericSchema, T> {
  readonly source: (monitor: string) => ListSource<S, T>;
  readonly monitor: string;
  readonly children: (items: readonly T[], list: List<T>) => ComponentChildren;
}

function ListOf<S extends v.GenericSchema, T>({ source, monitor, children }: ListOfProps<S, T>) {
  const list = useList(useMemo(() => source(monitor), [source, monitor]));
  return (
    <LiveView live={list.live} part>
      {(items) => children(items, list)}
    </LiveView>
  );
}
