import { useTitle } from '../../use-title.ts';

export function NewMonitorPage() {
  useTitle('New monitor');
  return (
    <div class="page">
      <h1>A new monitor</h1>
    </div>
  );
}
