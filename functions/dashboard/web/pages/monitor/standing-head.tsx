import type { ComponentChildren } from 'preact';
import { formatCount, formatShare } from '../../../../../shared/report/words/numbers.ts';
import { shorten } from '../../../../../shared/text/safe-text.ts';
import { batchPath, modelPath } from '../../../paths.ts';
import type { MonitorSummary } from '../../../wire/monitors.ts';
import { MuteNote } from '../../monitor/mute-note.tsx';
import { NextStep } from '../../monitor/next-step.tsx';
import { STATUS, VERDICT } from '../../monitor/status-words.ts';
import { LocalDay, LocalTime } from '../../ui/local-time.tsx';
import { Status, StatusIcon } from '../../ui/status.tsx';
import { WordsText } from '../../ui/words.tsx';

/** Whether the model can be trusted today, why, and what to do: to be read in ten seconds. */
export function StandingHead({ summary }: { readonly summary: MonitorSummary }) {
  const { monitor, status, since, muted } = summary;
  const { tone, word } = STATUS[status];
  return (
    <header class="standing">
      <div class={`verdict-head ${tone}`}>
        <StatusIcon tone={tone} />
        <h1>
          <span class="unseen">{monitor}: </span>
          {word}
        </h1>
      </div>
      <p class="quiet">
        <b>{monitor}</b>, since <LocalDay ms={since} />
      </p>
      <p class="lead">
        <WordsText words={summary.summary} />
      </p>
      <NextStep monitor={monitor} step={summary.next} look="primary" />
      {muted !== null && <MuteNote muted={muted} />}
      <Facts summary={summary} />
    </header>
  );
}

function Facts({ summary }: { readonly summary: MonitorSummary }) {
  const { monitor, newest, model, baseline } = summary;
  if (newest === null && baseline === null && model === null) return null;
  const accuracy = model?.metrics.accuracy;
  return (
    <dl class="facts">
      {newest !== null && (
        <Fact name="Last batch">
          <a href={batchPath(monitor, newest.batchId)}>{shorten(newest.file.name)}</a>
          <span class="small quiet">
            <LocalTime ms={newest.file.uploaded} />
          </span>
          <span class="small">
            <Status {...VERDICT[newest.verdict]} />{' '}
            <span class="quiet">
              {formatCount(newest.driftedFeatures)} of {formatCount(newest.totalFeatures)} features
            </span>
          </span>
        </Fact>
      )}
      {baseline !== null && (
        <Fact name="Compared with">
          <span>{shorten(baseline.file.name)}</span>
          <span class="small quiet">
            {formatCount(baseline.rows)} rows, {formatCount(baseline.features)} features
          </span>
          {baseline.window !== null && (
            <span class="small quiet">labelled rows of {batches(baseline.window.batches)}</span>
          )}
        </Fact>
      )}
      {model !== null && (
        <Fact name="Model in charge">
          <a href={modelPath(monitor, model.version)}>
            {model.kind}, predicts {shorten(model.label)}
          </a>
          {accuracy !== undefined && (
            <span class="small quiet">{formatShare(accuracy)} right on rows it had not seen</span>
          )}
        </Fact>
      )}
    </dl>
  );
}

const batches = (count: number) => (count === 1 ? 'one batch' : `${formatCount(count)} batches`);

function Fact({ name, children }: { readonly name: string; readonly children: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
