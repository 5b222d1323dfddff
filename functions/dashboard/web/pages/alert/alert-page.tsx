import { useTitle } from '../../use-title.ts';

export function AlertPage(_: { readonly monitor: string; readonly alert: string }) {
  useTitle('Alert');
  return (
    <div class="page">
      <h1>Alert</h1>
    </div>
  );
}
