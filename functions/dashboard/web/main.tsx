import { render } from 'preact';
import { App } from './app.tsx';
import { followLinks } from './navigation.ts';
import { matchRoute } from './router.ts';
import { ROUTES } from './routes.ts';
import { start } from './start.ts';
import { ErrorState } from './ui/states.tsx';

const root = document.getElementById('app')!;
// The page's code comes while we learn who uses it; whether that works is seen when it is shown.
matchRoute(ROUTES, location.pathname)
  ?.target()
  .catch(() => undefined);
try {
  const user = await start();
  followLinks();
  render(<App user={user} />, root);
} catch (error) {
  render(
    <main class="page">
      <ErrorState error={error as Error} retry={() => location.assign('/')} />
    </main>,
    root,
  );
}
