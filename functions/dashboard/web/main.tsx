import { render } from 'preact';
import { App } from './app.tsx';
import { followLinks } from './navigation.ts';

followLinks();
render(<App />, document.getElementById('app')!);
