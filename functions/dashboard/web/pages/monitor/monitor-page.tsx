import { pathOf } from '../../../wire/endpoint.ts';
import { getMonitor } from '../../../wire/monitors.ts';
import { STATUS } from '../../monitor/status-words.ts';
import { LiveView } from '../../ui/live-view.tsx';
import { useLive } from '../../use-live.ts';
import { useTitle } from '../../use-title.ts';
import { Sections } from './sections.tsx';
import { StandingHead } from './standing-head.tsx';
import { useNews } from './use-news.ts';

/** One monitor: how it stands and what to do, then everything that this rests on. */
export function MonitorPage({ monitor }: { readonly monitor: string }) {
  const live = useLive(pathOf(getMonitor, { monitor }), getMonitor.answer);
  const summary = live.state === 'ready' ? live.data : null;
  const bad = summary !== null && STATUS[summary.status].tone === 'alarm';
  useTitle(`${bad ? '▲ ' : ''}${monitor}`);
  useNews(summary);
  return (
    <div class="page monitor">
      {summary === null && <h1 class="unseen">{monitor}</h1>}
      <LiveView live={live}>
        {(shown) => (
          <>
            <StandingHead summary={shown} />
            <Sections summary={shown} />
          </>
        )}
      </LiveView>
    </div>
  );
}
