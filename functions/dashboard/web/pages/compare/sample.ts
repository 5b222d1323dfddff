import baselineAddress from '../../../../../data/breast-cancer/baseline.csv';
import productionAddress from '../../../../../data/breast-cancer/production.csv';
import type { ColumnChoices } from './column-roles.ts';

/** The sample's columns, as its own settings have them. */
export const SAMPLE_CHOICES: ColumnChoices = new Map([
  ['id', { role: 'id', type: 'auto' }],
  ['diagnosis', { role: 'label', type: 'auto' }],
]);

/** Both files of the Breast Cancer sample, which come with the page. */
export async function loadSample(): Promise<{ readonly baseline: File; readonly production: File }> {
  const [baseline, production] = await Promise.all([
    fetchFile(baselineAddress, 'baseline.csv'),
    fetchFile(productionAddress, 'production.csv'),
  ]);
  return { baseline, production };
}

async function fetchFile(address: string, name: string): Promise<File> {
  const response = await fetch(address);
  if (!response.ok)
    throw new Error(`The sample cannot be loaded (status ${response.status}). Reload the page.`);
  return new File([await response.blob()], name, { type: 'text/csv' });
}
