import { useTitle } from '../../use-title.ts';

export function MonitorPage(_: { readonly monitor: string }) {
  useTitle('Monitor');
  return (
    <div class="page">
      <h1>Monitor</h1>
    </div>
  );
}
