import { formatCount } from '../../../../../shared/report/words/numbers.ts';
import { shorten, showMessage } from '../../../../../shared/text/safe-text.ts';
import { uploadPath } from '../../../paths.ts';
import { type AnswerOf, pathOf } from '../../../wire/endpoint.ts';
import { listUnfinished } from '../../../wire/files.ts';
import type { MonitorSummary } from '../../../wire/monitors.ts';
import { Disclosure } from '../../ui/disclosure.tsx';
import { LiveView } from '../../ui/live-view.tsx';
import { LocalTime } from '../../ui/local-time.tsx';
import { More } from '../../ui/more.tsx';
import { Status } from '../../ui/status.tsx';
import type { List } from '../../use-list.ts';
import { useLive } from '../../use-live.ts';
import type { LabelFile, SetAsideFile } from './lists.ts';

/** More files with labels than these are folded away: what matters of them stands elsewhere. */
const OPEN_MAX = 3;

type UnfinishedFile = AnswerOf<typeof listUnfinished>['items'][number];

/** Files that are being read or wait; asked for only while the summary counts some. */
export function UnfinishedFiles({ summary }: { readonly summary: MonitorSummary }) {
  const { monitor, atWork, waiting } = summary;
  const some = atWork + waiting > 0;
  const live = useLive(some ? pathOf(listUnfinished, { monitor }) : null, listUnfinished.answer);
  if (!some) return <p class="quiet">No file is being read, and none waits.</p>;
  return (
    <LiveView live={live} part>
      {({ items, cursor }) => (
        <>
          <ul class="ledger">
            {items.map((file) => (
              <Unfinished key={`${file.file.key} ${file.file.versionId}`} monitor={monitor} file={file} />
            ))}
          </ul>
          {cursor !== null && (
            <p class="quiet small">
              The first {formatCount(items.length)} of {formatCount(atWork + waiting)}.
            </p>
          )}
        </>
      )}
    </LiveView>
  );
}

function Unfinished({
  monitor,
  file: { kind, file, since, state },
}: {
  monitor: string;
  file: UnfinishedFile;
}) {
  return (
    <li>
      <p class="ledger-head">
        <Status tone="quiet" word={state === 'waiting' ? 'Waiting' : 'Being read'} />
        <span class="quiet small">
          since <LocalTime ms={since} />
        </span>
      </p>
      <p>
        <b>{shorten(file.name)}</b> <span class="quiet">({kind})</span>
        {state === 'waiting' && (
          <>
            {' waits for a baseline, the data that the model learned from: '}
            <a href={uploadPath(monitor)}>upload it</a> and this file is taken up by itself.
          </>
        )}
      </p>
    </li>
  );
}

/** Files that could not be used, and why. */
export function SetAsideFiles({
  files,
  list,
}: {
  readonly files: readonly SetAsideFile[];
  readonly list: List<SetAsideFile>;
}) {
  if (files.length === 0) return null;
  return (
    <>
      <h3>Could not be used</h3>
      <ul class="ledger">
        {files.map(({ kind, file, since, message }) => (
          <li key={`${file.key} ${file.versionId}`}>
            <p class="ledger-head">
              <Status tone="alarm" word="Set aside" />
              <span class="quiet small">
                <LocalTime ms={since} />
              </span>
            </p>
            <p>
              <b>{shorten(file.name)}</b> <span class="quiet">({kind})</span>
              <br />
              {showMessage(message)}
            </p>
          </li>
        ))}
      </ul>
      <More list={list} shown={files.length} noun="files set aside" />
    </>
  );
}

/** Files with answers, and how many of them belong to rows that were scored. */
export function LabelFiles({
  files,
  list,
}: {
  readonly files: readonly LabelFile[];
  readonly list: List<LabelFile>;
}) {
  if (files.length === 0) return null;
  return (
    <>
      <h3>Labels</h3>
      <Disclosure summary={counted(files.length)} open={files.length <= OPEN_MAX}>
        <ul class="ledger">
          {files.map(({ file, sentence }) => (
            <li key={`${file.key} ${file.versionId}`}>
              <p class="ledger-head quiet small">
                <LocalTime ms={file.uploaded} />
              </p>
              <p>
                <b>{shorten(file.name)}</b>: {showMessage(sentence)}.
              </p>
            </li>
          ))}
        </ul>
        <More list={list} shown={files.length} noun="files with labels" />
      </Disclosure>
    </>
  );
}

const counted = (count: number) => (count === 1 ? 'One file' : `${formatCount(count)} files`);
