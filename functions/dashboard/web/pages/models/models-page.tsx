import { useTitle } from '../../use-title.ts';

export function ModelsPage(_: { readonly monitor: string }) {
  useTitle('Models');
  return (
    <div class="page">
      <h1>Models</h1>
    </div>
  );
}
