import { Fragment } from 'preact';
import type { Words } from '../../wire/common.ts';
import { LocalDay, LocalTime } from './local-time.tsx';

/** A text of the server's, with its times as the reader's own clock and language have them. */
export function WordsText({ words }: { readonly words: Words }) {
  return (
    <>
      {words.map((word, i) => (
        <Fragment key={i}>
          {typeof word === 'string' ? (
            word
          ) : word.as === 'day' ? (
            <LocalDay ms={word.time} />
          ) : (
            <LocalTime ms={word.time} />
          )}
        </Fragment>
      ))}
    </>
  );
}
