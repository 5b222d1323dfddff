import type { ComponentChildren } from 'preact';
import type { Live } from '../live-resource.ts';
import { ErrorState, Loading, OfflineNote } from './states.tsx';

interface LiveViewProps<T> {
  readonly live: Live<T>;
  /** Draws the data once it is there. */
  readonly children: (data: T) => ComponentChildren;
  /** A part of a page that says itself when the server does not answer: once is enough. */
  readonly part?: boolean;
}

/**
 * A resource in whatever state it is: being loaded, failed, there, or there but old.
 *
 * @example <LiveView live={useLive('/monitors', monitorsSchema)}>{(monitors) => <List of={monitors} />}</LiveView>
 */
export function LiveView<T>({ live, children, part = false }: LiveViewProps<T>) {
  if (live.state === 'loading') return <Loading />;
  if (live.state === 'failed') return <ErrorState error={live.error} />;
  return (
    <>
      {live.stale && !part && <OfflineNote at={live.at} />}
      {children(live.data)}
    </>
  );
}
