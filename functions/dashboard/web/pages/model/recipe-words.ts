import type { Candidate } from '../../../../../shared/model/retrain/evidence.ts';

/** What each candidate learned from. */
export const RECIPES: Readonly<Record<Candidate['name'], string>> = {
  'new-only': 'New rows only',
  merged: 'Old rows too, each counting as much as a new one',
  'history-0.1': 'Old rows too, all together counting a tenth of the new ones',
  'history-0.3': 'Old rows too, all together counting three tenths of the new ones',
  'history-1': 'Old rows too, all together counting as much as the new ones',
};
