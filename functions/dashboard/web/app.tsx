import type { ComponentType } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Layout } from './layout.tsx';
import { usePath } from './navigation.ts';
import { NotFoundPage } from './pages/not-found/not-found-page.tsx';
import { matchRoute } from './router.ts';
import { type LoadPage, ROUTES } from './routes.ts';
import type { User } from './start.ts';
import { ErrorBoundary } from './ui/error-boundary.tsx';
import { ErrorState, Loading } from './ui/states.tsx';

interface Shown {
  readonly path: string;
  readonly Page: ComponentType<Readonly<Record<string, string>>>;
  readonly params: Readonly<Record<string, string>>;
}

/** The frame, and in it the page of the current address. The page before stays until the next one is loaded. */
export function App({ user }: { readonly user: User }) {
  const path = usePath();
  const [shown, setShown] = useState<Shown | null>(null);
  const [failure, setFailure] = useState<Error | null>(null);
  useEffect(() => {
    let current = true;
    const match = matchRoute<LoadPage>(ROUTES, path);
    const load = match === null ? async () => NotFoundPage : match.target;
    load().then(
      (Page) => {
        if (!current) return;
        setFailure(null);
        setShown({ path, Page, params: match?.params ?? {} });
      },
      (error: Error) => current && setFailure(error),
    );
    return () => {
      current = false;
    };
  }, [path]);
  useArrival(shown?.path);
  return (
    <Layout path={path} user={user}>
      {failure !== null ? (
        <ErrorState error={failure} retry={() => location.reload()} />
      ) : shown === null ? (
        <Loading />
      ) : (
        <ErrorBoundary key={shown.path}>
          <shown.Page {...shown.params} />
        </ErrorBoundary>
      )}
    </Layout>
  );
}

/** After a change of page reading begins at its top, by eye and by ear alike. */
function useArrival(path: string | undefined) {
  const first = useRef(true);
  useEffect(() => {
    if (path === undefined) return;
    if (!first.current) {
      scrollTo(0, 0);
      document.getElementById('main')?.focus({ preventScroll: true });
    }
    first.current = false;
  }, [path]);
}
