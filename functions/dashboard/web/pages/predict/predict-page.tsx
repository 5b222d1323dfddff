import { useTitle } from '../../use-title.ts';

export function PredictPage(_: { readonly monitor: string }) {
  useTitle('Predict');
  return (
    <div class="page">
      <h1>Predict</h1>
    </div>
  );
}
