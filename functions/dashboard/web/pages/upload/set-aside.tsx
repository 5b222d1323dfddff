import { useMemo } from 'preact/hooks';
import { safeText, showMessage } from '../../../../../shared/text/safe-text.ts';
import { type AnswerOf, pathOf } from '../../../wire/endpoint.ts';
import { listSetAside } from '../../../wire/files.ts';
import { LocalTime } from '../../ui/local-time.tsx';
import { More } from '../../ui/more.tsx';
import { useList } from '../../use-list.ts';
import type { Stored, Transfer } from './transfer-queue.ts';

type Answer = AnswerOf<typeof listSetAside>;

interface SetAsideProps {
  readonly monitor: string;
  /** Those of this visit show their reason where they are. */
  readonly sent: readonly Transfer[];
}

/** Files that could not be used, each with its reason; nothing where there is none. */
export function SetAside({ monitor, sent }: SetAsideProps) {
  const list = useList(useMemo(() => setAsideOf(monitor), [monitor]));
  const { live } = list;
  const known = new Set(sent.flatMap(({ stage }) => (stage.is === 'sent' ? [nameOf(stage.stored)] : [])));
  const earlier = live.state === 'ready' ? live.data.filter(({ file }) => !known.has(nameOf(file))) : [];
  if (earlier.length === 0) return null;
  return (
    <section class="section" aria-labelledby="set-aside">
      <h2 id="set-aside">Set aside before</h2>
      <p class="quiet">
        These files could not be used. Nothing else was harmed by them; mended, they can come again.
      </p>
      <ul class="set-aside">
        {earlier.map(({ file, since, message }) => (
          <li key={nameOf(file)}>
            <p>
              <b>{safeText(file.name)}</b>{' '}
              <span class="quiet small">
                <LocalTime ms={since} />
              </span>
            </p>
            <p>{showMessage(message)}</p>
          </li>
        ))}
      </ul>
      <More list={list} shown={earlier.length} noun="files" />
    </section>
  );
}

const nameOf = ({ key, versionId }: Stored) => `${key} ${versionId}`;

const setAsideOf = (monitor: string) => ({
  path: (cursor?: string) => pathOf(listSetAside, { monitor }, { limit: 10, cursor }),
  schema: listSetAside.answer,
  page: (answer: Answer) => answer,
  keyOf: ({ file }: Answer['items'][number]) => nameOf(file),
});
