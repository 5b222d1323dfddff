import type { Change } from './draft.ts';

/** They say how a CSV is read. */
const READING = ['label', 'id', 'timestamp', 'ignore', 'types'];

/** What happens when settings change: one sentence each, the most important first. */
export function consequencesOf(changes: readonly Change[]): readonly string[] {
  const paths = changes.map(({ field }) => field.path);
  const any = (test: (path: string) => boolean) => paths.some(test);
  return [
    'They hold for batches that come from now on. Verdicts that were given stay as they are.',
    any((path) => READING.includes(path)) &&
      'The baseline is read again, for its columns are used differently. Until that is done, batches are read as before.',
    any((path) => path === 'label') && 'Where no model has learned to predict this label, one is trained.',
    any((path) => path.startsWith('model.')) &&
      'The next model is trained this way. The one in charge stays as it is.',
    any((path) => path.startsWith('retrain.')) &&
      'If a drift lasts now, it is considered again at once whether to retrain.',
    any((path) => path === 'expectEvery') && 'Silence is measured from the newest batch.',
  ].filter((sentence) => sentence !== false);
}
