import { expect, test } from 'vitest';
import { countLabels } from '../../../functions/labels/count-labels.ts';

async function* ids(count: number) {
  for (let i = 0; i < count; i++) yield { id: String(i), answer: 'yes' };
}

test('as many ids as allowed are counted, and one more is refused with the way out', async () => {
  expect((await countLabels(ids(5), 'june.csv', 5)).ids.size).toBe(5);
  await expect(countLabels(ids(6), 'june.csv', 5)).rejects.toThrow(
    'june.csv: it answers for more than 5 different ids. Upload it in parts.',
  );
});
