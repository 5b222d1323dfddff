import { render } from 'preact';
import { App } from './app.tsx';
import { followLinks } from './navigation.ts';
import { start } from './start.ts';
import { ErrorState } from './ui/states.tsx';

const root = document.getElementById('app')!;
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
