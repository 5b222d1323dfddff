import type { ComponentChildren } from 'preact';
import { ApiError, OfflineError } from '../api-client.ts';
import { Button } from './button.tsx';
import { LocalTime } from './local-time.tsx';

/** What stands in the place of something that is not there (yet). */
interface StateProps {
  readonly title: string;
  readonly children?: ComponentChildren;
  /** What to do about it. */
  readonly action?: ComponentChildren;
}

/** Nothing is here, and why, and how there would be something. */
export function EmptyState({ title, children, action }: StateProps) {
  return (
    <section class="state">
      <h2>{title}</h2>
      {children !== undefined && <div class="state-text">{children}</div>}
      {action !== undefined && <p class="state-action">{action}</p>}
    </section>
  );
}

/** Shown after a moment alone: what arrives at once needs no sign that it is under way. */
export function Loading({ what = 'Loading' }: { readonly what?: string }) {
  return (
    <p class="loading" role="status">
      {what} …
    </p>
  );
}

interface ErrorStateProps {
  readonly error: Error;
  readonly retry?: (() => void) | undefined;
}

/** Whatever went wrong, said in a way that fits it: not there, not allowed, offline, or broken. */
export function ErrorState({ error, retry }: ErrorStateProps) {
  if (error instanceof ApiError && error.status === 404) return <NotFound message={error.message} />;
  if (error instanceof ApiError && (error.status === 403 || error.status === 401)) {
    return <NoPermission message={error.message} />;
  }
  const title = error instanceof OfflineError ? 'No connection' : 'This cannot be shown';
  return (
    <EmptyState title={title} action={retry && <Button onClick={retry}>Try again</Button>}>
      <p>{error.message}</p>
    </EmptyState>
  );
}

export function NotFound({ message }: { readonly message: string }) {
  return (
    <EmptyState title="There is nothing here" action={<a href="/">All monitors</a>}>
      <p>{message}</p>
    </EmptyState>
  );
}

export function NoPermission({ message }: { readonly message: string }) {
  return (
    <EmptyState title="Not for your role">
      <p>{message}</p>
    </EmptyState>
  );
}

/** Above what was read last, while the server does not answer: nobody should trust an old page. */
export function OfflineNote({ at }: { readonly at: number }) {
  return (
    <p class="offline" role="status">
      Driftline does not answer. This is how things stood at <LocalTime ms={at} />.
    </p>
  );
}
