import { useTitle } from '../../use-title.ts';

export function FeaturePage(_: {
  readonly monitor: string;
  readonly batch: string;
  readonly feature: string;
}) {
  useTitle('Feature');
  return (
    <div class="page">
      <h1>Feature</h1>
    </div>
  );
}
