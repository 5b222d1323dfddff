import { formatCount } from '../../../../../shared/report/words/numbers.ts';
import { showName } from '../../../../../shared/text/safe-text.ts';
import type { BaselineItem } from '../../../wire/models.ts';
import type { MonitorSummary } from '../../../wire/monitors.ts';
import type { UploadKind } from '../../../wire/uploads.ts';

/** What a kind of file is for. */
export const ABOUT: Readonly<Record<UploadKind, string>> = {
  baseline:
    'The data that the model learned from. Everything later is compared with it. If it has a label column, a model is trained on it.',
  production: 'The data that the model sees today. Each file is one batch and gets a verdict within seconds.',
  labels:
    'The right answers, once they are known. They show how good the predictions were, and a retraining needs them.',
};

type Known = Pick<MonitorSummary, 'baseline' | 'newest'>;

/**
 * What a monitor has of a kind, or what such a file must have to be of use there; null where nothing is to be said.
 *
 * @param known null for a monitor that is not there yet
 */
export function standingOf(kind: UploadKind, known: Known | null): string | null {
  const baseline = known?.baseline ?? null;
  switch (kind) {
    case 'baseline':
      if (baseline === null) return 'Begin here.';
      return `Now in charge: ${inCharge(baseline)}. A newer one would wait until somebody puts it in charge.`;
    case 'production':
      if (baseline === null) return 'Files may come first: they wait for the baseline.';
      return known?.newest ? `The newest: ${showName(known.newest.file.name)}.` : 'None has come yet.';
    case 'labels': {
      if (baseline === null) return null;
      const { id, label } = baseline;
      if (label === null) return 'The baseline has no label column, so nothing is predicted here.';
      if (id === null) {
        return 'The baseline has no column that identifies a row: name one in the settings first, so that answers find their rows.';
      }
      return `Needs the columns ${showName(id)} and ${showName(label)}.`;
    }
  }
}

/** What a retraining gathered has no file of its own. */
function inCharge({ file, rows, window }: BaselineItem): string {
  if (window === null) return `${showName(file.name)}, ${formatCount(rows)} rows`;
  return `${formatCount(rows)} labelled rows since ${showName(window.since.name)}`;
}
