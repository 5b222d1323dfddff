import { useEffect, useRef, useState } from 'preact/hooks';
import { formatCount } from '../../../../../shared/report/words/numbers.ts';
import { safeText, showMessage } from '../../../../../shared/text/safe-text.ts';
import { batchPath } from '../../../paths.ts';
import { type AnswerOf, pathOf } from '../../../wire/endpoint.ts';
import { previewSettings } from '../../../wire/settings.ts';
import { sendToApi } from '../../api-client.ts';
import { announce } from '../../ui/announce.tsx';
import { Button } from '../../ui/button.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { LocalTime } from '../../ui/local-time.tsx';
import { Status, type Tone } from '../../ui/status.tsx';

const LAST = 20;

type Answer = AnswerOf<typeof previewSettings>;
type TriedBatch = Answer['batches'][number];
type Outcome = TriedBatch['before'];

interface PreviewProps {
  readonly monitor: string;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly valid: boolean;
}

/** What the settings in the form would have said of the last batches. Another draft, another try. */
export function PreviewSettings({ monitor, settings, valid }: PreviewProps) {
  const text = JSON.stringify(settings);
  const [tried, setTried] = useState<{ readonly text: string; readonly answer: Answer } | null>(null);
  const [refusal, setRefusal] = useState<Error | null>(null);
  const [busy, setBusy] = useState(false);
  const current = useRef(text);
  useEffect(() => {
    current.current = text;
    setRefusal(null);
  }, [text]);

  const ask = async () => {
    setBusy(true);
    setRefusal(null);
    try {
      const path = pathOf(previewSettings, { monitor });
      const answer = await sendToApi('POST', path, previewSettings.answer, { settings, last: LAST });
      setTried({ text, answer });
      if (current.current === text) announce(answer.sentence);
    } catch (error) {
      if (current.current === text) setRefusal(error as Error);
    }
    setBusy(false);
  };
  const answer = tried?.text === text ? tried.answer : null;
  return (
    <section class="settings-preview" aria-labelledby="preview">
      <h2 id="preview">Try them first</h2>
      <p class="quiet">
        The last {LAST} batches are read again as if these settings had held. Nothing changes by it.
      </p>
      <p class="buttons">
        <Button disabled={busy || !valid} onClick={ask}>
          {busy ? 'Reading the batches …' : `Try on the last ${LAST} batches`}
        </Button>
        {!valid && <span class="quiet small">First mend what is marked.</span>}
      </p>
      {refusal !== null && (
        <p class="refusal" role="alert">
          {refusal.message}
        </p>
      )}
      {answer !== null && <Tried monitor={monitor} answer={answer} />}
    </section>
  );
}

function Tried({ monitor, answer }: { readonly monitor: string; readonly answer: Answer }) {
  const { sentence, left, batches, before, after } = answer;
  const newestFirst = [...batches].reverse();
  return (
    <>
      <p class="preview-sentence">{sentence}</p>
      {left !== null && <p class="quiet">{left}</p>}
      {batches.length > 0 && (
        <>
          <dl class="figures">
            <Figure name="Alerts" before={before.alerts} after={after.alerts} />
            <Figure name="Incidents" before={before.incidents} after={after.incidents} />
            <Figure name="All-clears" before={before.allClears} after={after.allClears} />
          </dl>
          <DataTable
            caption="The last batches, as they were judged and as they would have been"
            noun="batches"
            rows={newestFirst}
            columns={columnsOf(monitor)}
            rowKey={({ batchId }) => batchId}
            rowHeight={34}
          />
        </>
      )}
    </>
  );
}

interface FigureProps {
  readonly name: string;
  readonly before: number;
  readonly after: number;
}

function Figure({ name, before, after }: FigureProps) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        {formatCount(after)}
        {after !== before && <span class="figure-before"> instead of {formatCount(before)}</span>}
      </dd>
    </div>
  );
}

function columnsOf(monitor: string): Column<TriedBatch>[] {
  return [
    {
      key: 'name',
      title: 'Batch',
      cell: ({ batchId, name }) => <a href={batchPath(monitor, batchId)}>{safeText(name)}</a>,
    },
    {
      key: 'uploaded',
      title: 'Uploaded',
      wideOnly: true,
      cell: ({ uploaded }) => <LocalTime ms={uploaded} />,
    },
    { key: 'before', title: 'As it was', cell: ({ before }) => <OutcomeText outcome={before} /> },
    {
      key: 'after',
      title: 'With these settings',
      cell: ({ before, after }) =>
        sameOutcome(before, after) ? <span class="quiet">the same</span> : <OutcomeText outcome={after} />,
    },
  ];
}

const sameOutcome = (a: Outcome, b: Outcome) =>
  a.verdict === b.verdict && a.alert === b.alert && a.driftedFeatures === b.driftedFeatures;

const VERDICTS: Readonly<Record<NonNullable<Outcome['verdict']>, readonly [Tone, string]>> = {
  ok: ['calm', 'No drift'],
  drift: ['alarm', 'Drift'],
  insufficient: ['quiet', 'Too few rows'],
};

function OutcomeText({
  outcome: { verdict, alert, driftedFeatures, message },
}: {
  readonly outcome: Outcome;
}) {
  if (verdict === null) {
    const reason = showMessage(message ?? 'It could not be compared.');
    return <span title={reason}>{reason}</span>;
  }
  const [tone, word] = VERDICTS[verdict];
  const features = verdict === 'drift' ? `: ${formatCount(driftedFeatures)}` : '';
  return (
    <>
      <Status tone={tone} word={`${word}${features}`} />
      {verdict === 'drift' && !alert && <span class="quiet small"> too few to alert</span>}
    </>
  );
}
