import { useTitle } from '../../use-title.ts';

export function ComparePage() {
  useTitle('Compare');
  return (
    <div class="page">
      <h1>Compare</h1>
    </div>
  );
}
