import { useMemo } from 'preact/hooks';
import { pathOf } from '../../../wire/endpoint.ts';
import { listMonitors, type MonitorCard } from '../../../wire/monitors.ts';
import { LiveView } from '../../ui/live-view.tsx';
import { More } from '../../ui/more.tsx';
import { StatusIcon } from '../../ui/status.tsx';
import { type List, type ListSource, useList } from '../../use-list.ts';
import { useTitle } from '../../use-title.ts';
import { Card } from './card.tsx';
import { NewMonitor } from './new-monitor.tsx';
import { NoMonitors } from './no-monitors.tsx';
import { overviewAnswer, troubleFirst } from './overview.ts';

const MONITORS: ListSource<typeof listMonitors.answer, MonitorCard> = {
  path: (cursor) => pathOf(listMonitors, {}, { limit: 200, ...(cursor !== undefined && { cursor }) }),
  schema: listMonitors.answer,
  page: (answer) => answer,
  keyOf: ({ monitor }) => monitor,
  leads: true,
};

/** Every model that is watched: whether it can be trusted today, and what to do. */
export function MonitorsPage() {
  const list = useList(MONITORS);
  const cards = list.live.state === 'ready' ? list.live.data : [];
  const bad = cards.some(({ status }) => overviewAnswer([status]).tone === 'alarm');
  useTitle(`${bad ? '▲ ' : ''}Monitors`);
  return (
    <div class="page monitors">
      {list.live.state !== 'ready' && <h1 class="unseen">Monitors</h1>}
      <LiveView live={list.live}>
        {(shown) => (shown.length === 0 ? <NoMonitors /> : <Cards cards={shown} list={list} />)}
      </LiveView>
    </div>
  );
}

interface CardsProps {
  readonly cards: readonly MonitorCard[];
  readonly list: List<MonitorCard>;
}

function Cards({ cards, list }: CardsProps) {
  const sorted = useMemo(() => troubleFirst(cards), [cards]);
  const { tone, words } = overviewAnswer(cards.map(({ status }) => status));
  return (
    <>
      <h1>{cards.length === 1 ? 'Can the model be trusted today?' : 'Can the models be trusted today?'}</h1>
      <p class={`answer ${tone}`}>
        <StatusIcon tone={tone} />
        {words}
      </p>
      <ul class="cards">
        {sorted.map((card) => (
          <li key={card.monitor}>
            <Card card={card} />
          </li>
        ))}
      </ul>
      <More list={list} shown={cards.length} noun="monitors" />
      <NewMonitor>Watch another model</NewMonitor>
      <p class="quiet">
        Or <a href="/compare">compare two files</a> of your own, with nothing to set up: they never leave this
        page.
      </p>
    </>
  );
}
