import { useTitle } from '../../use-title.ts';

export function BatchPage(_: { readonly monitor: string; readonly batch: string }) {
  useTitle('Batch');
  return (
    <div class="page">
      <h1>Batch</h1>
    </div>
  );
}
