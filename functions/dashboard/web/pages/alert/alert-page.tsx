import { shorten, showMessage } from '../../../../../shared/text/safe-text.ts';
import { monitorPath } from '../../../paths.ts';
import { pathOf } from '../../../wire/endpoint.ts';
import { getAlert } from '../../../wire/incidents.ts';
import { AlertState } from '../../monitor/alert-state.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';
import { LiveView } from '../../ui/live-view.tsx';
import { LocalTime } from '../../ui/local-time.tsx';
import { useLive } from '../../use-live.ts';
import { useTitle } from '../../use-title.ts';
import { Letter } from './letter.tsx';

/** An alert as it was sent, word for word: to people, and to machines. */
export function AlertPage({ monitor, alert: name }: { readonly monitor: string; readonly alert: string }) {
  useTitle('Alert');
  const live = useLive(pathOf(getAlert, { monitor, alert: name }), getAlert.answer);
  return (
    <div class="page">
      {live.state !== 'ready' && <h1 class="unseen">Alert</h1>}
      <LiveView live={live}>
        {(alert) => (
          <article class="alert-letter">
            <h1>{showMessage(alert.subject)}</h1>
            <p class="alert-facts">
              <AlertState alert={alert} />
              <span class="quiet">
                <LocalTime ms={alert.since} />, monitor <a href={monitorPath(monitor)}>{shorten(monitor)}</a>
              </span>
            </p>
            <Letter text={alert.text} />
            <Disclosure summary="The same for machines">
              <section
                class="wide-box"
                aria-label="The alert as JSON"
                // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable without a mouse.
                tabIndex={0}
              >
                <pre>{JSON.stringify(alert.document, null, 2)}</pre>
              </section>
            </Disclosure>
          </article>
        )}
      </LiveView>
    </div>
  );
}
