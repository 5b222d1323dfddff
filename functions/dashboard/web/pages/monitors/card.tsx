import { formatCount } from '../../../../../shared/report/words/numbers.ts';
import { shorten } from '../../../../../shared/text/safe-text.ts';
import { batchPath, monitorPath } from '../../../paths.ts';
import type { MonitorCard } from '../../../wire/monitors.ts';
import { MuteNote } from '../../monitor/mute-note.tsx';
import { NextStep } from '../../monitor/next-step.tsx';
import { STATUS, VERDICT } from '../../monitor/status-words.ts';
import { LocalDay, LocalTime } from '../../ui/local-time.tsx';
import { Status } from '../../ui/status.tsx';
import { WordsText } from '../../ui/words.tsx';

/** A monitor in brief: how it stands and since when, what that means, what to do, what came last. */
export function Card({ card }: { readonly card: MonitorCard }) {
  const { monitor, status, since, summary, next, muted } = card;
  const { tone, word } = STATUS[status];
  return (
    <article class="card" aria-labelledby={`card-${monitor}`}>
      <header>
        <h2 id={`card-${monitor}`}>
          <a href={monitorPath(monitor)}>{monitor}</a>
        </h2>
        <p>
          <Status tone={tone} word={word} />
        </p>
        <p class="quiet small">
          since <LocalDay ms={since} />
        </p>
      </header>
      <div>
        <p class="card-summary">
          <WordsText words={summary} />
        </p>
        <NextStep monitor={monitor} step={next} />
        {muted !== null && <MuteNote muted={muted} />}
      </div>
      <LastBatch card={card} />
    </article>
  );
}

function LastBatch({ card: { monitor, newest, atWork, waiting } }: { readonly card: MonitorCard }) {
  return (
    <dl class="last-batch">
      <dt>Last batch</dt>
      {newest === null ? (
        <dd class="quiet">none yet</dd>
      ) : (
        <>
          <dd>
            <a href={batchPath(monitor, newest.batchId)}>{shorten(newest.file.name)}</a>
          </dd>
          <dd class="quiet small">
            <LocalTime ms={newest.file.uploaded} />
          </dd>
          <dd class="small">
            <Status {...VERDICT[newest.verdict]} />
            <span class="quiet">
              {' '}
              {formatCount(newest.driftedFeatures)} of {formatCount(newest.totalFeatures)} features
            </span>
          </dd>
        </>
      )}
      {atWork > 0 && <dd class="quiet small">{files(atWork)} being read now</dd>}
      {waiting > 0 && <dd class="quiet small">{files(waiting)} waiting for a baseline</dd>}
    </dl>
  );
}

const files = (count: number) => (count === 1 ? '1 file' : `${formatCount(count)} files`);
