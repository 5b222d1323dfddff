import { useTitle } from '../../use-title.ts';

export function ModelPage(_: { readonly monitor: string; readonly version: string }) {
  useTitle('Model');
  return (
    <div class="page">
      <h1>Model</h1>
    </div>
  );
}
