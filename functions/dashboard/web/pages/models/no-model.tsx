import { shorten, showMessage } from '../../../../../shared/text/safe-text.ts';
import { monitorPath, uploadPath } from '../../../paths.ts';
import type { ModelItem } from '../../../wire/models.ts';
import type { MonitorSummary } from '../../../wire/monitors.ts';
import { EmptyState } from '../../ui/states.tsx';

interface NoModelProps {
  readonly summary: MonitorSummary;
  readonly models: readonly ModelItem[];
}

/** Why there is no model, and how there would be one. */
export function NoModel({ summary: { monitor, baseline }, models }: NoModelProps) {
  if (baseline === null) {
    return (
      <EmptyState title="No model yet" action={<a href={uploadPath(monitor)}>Upload a baseline</a>}>
        <p>A model learns from the baseline: a file of data with a column of right answers.</p>
      </EmptyState>
    );
  }
  const mine = models.find((model) => model.baseline === baseline.version) ?? null;
  if (mine?.refusal != null) {
    return (
      <EmptyState title="No model could be trained">
        <p>{showMessage(mine.refusal)}</p>
      </EmptyState>
    );
  }
  if (baseline.label !== null) {
    return (
      <EmptyState title="The first model is being trained">
        <p>It learns to predict {shorten(baseline.label)}, and takes charge as soon as it is ready.</p>
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title="No model"
      action={<a href={`${monitorPath(monitor)}/settings`}>Name the column with the answers</a>}
    >
      <p>
        The data is watched, and nothing is predicted: no column of {shorten(baseline.file.name)} is known to
        hold the right answers. Name it as the label in the settings.
      </p>
    </EmptyState>
  );
}
