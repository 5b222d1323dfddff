import { useMemo } from 'preact/hooks';
import { safeText, showMessage } from '../../../../../shared/text/safe-text.ts';
import { type AnswerOf, pathOf } from '../../../wire/endpoint.ts';
import { listSetAside } from '../../../wire/files.ts';
import { LocalTime } from '../../ui/local-time.tsx';
import { More } from '../../ui/more.tsx';
import { useList } from '../../use-list.ts';

type Answer = AnswerOf<typeof listSetAside>;

/** Files that could not be used, each with its reason; nothing where there is none. */
export function SetAside({ monitor }: { readonly monitor: string }) {
  const list = useList(useMemo(() => setAsideOf(monitor), [monitor]));
  const { live } = list;
  if (live.state !== 'ready' || live.data.length === 0) return null;
  return (
    <section class="section" aria-labelledby="set-aside">
      <h2 id="set-aside">Set aside</h2>
      <p class="quiet">
        These files could not be used. Nothing else was harmed by them; mended, they can come again.
      </p>
      <ul class="set-aside">
        {live.data.map(({ file, since, message }) => (
          <li key={`${file.key} ${file.versionId}`}>
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
      <More list={list} shown={live.data.length} noun="files" />
    </section>
  );
}

const setAsideOf = (monitor: string) => ({
  path: (cursor?: string) => pathOf(listSetAside, { monitor }, { limit: 10, cursor }),
  schema: listSetAside.answer,
  page: (answer: Answer) => answer,
  keyOf: ({ file }: Answer['items'][number]) => `${file.key} ${file.versionId}`,
});
