import { useTitle } from '../../use-title.ts';

export function MonitorsPage() {
  useTitle('Monitors');
  return (
    <div class="page">
      <h1>Monitors</h1>
    </div>
  );
}
