import { expect, test } from 'vitest';
import { measuredPorts } from '../../../../functions/adapters/aws/measured-ports.ts';
import type { Measurement } from '../../../../functions/adapters/aws/measurements.ts';
import { baselineCsv, cleanCsv, driftedCsv } from '../../sample-csv.ts';
import { World } from '../../world.ts';

test('batches, drift, quarantined files and alerts are counted once, whatever is delivered again', async () => {
  const world = new World();
  const measured: Measurement[] = [];
  world.start((ports) => measuredPorts(ports, (measurement) => measured.push(measurement)));
  const total = (name: Measurement['name']) =>
    measured.filter((m) => m.name === name).reduce((sum, { value }) => sum + value, 0);

  await world.upload('baseline/churn/b.csv', baselineCsv());
  await world.upload('production/churn/1.csv', cleanCsv(1));
  const drifted = await world.upload('production/churn/2.csv', driftedCsv(2));
  await world.upload('production/churn/broken.csv', 'a,a\n1,2\n');
  await world.tell(drifted);
  await world.upload('production/churn/again.csv', driftedCsv(2));
  world.close();

  expect(total('BatchesJudged')).toBe(2);
  expect(total('BatchesDrifted')).toBe(1);
  expect(total('FilesQuarantined')).toBe(1);
  expect(total('AlertsSent')).toBe(2);
  expect(measured.filter(({ name }) => name === 'UploadToVerdict')).toHaveLength(2);
  expect(measured.every(({ monitor }) => monitor === 'churn')).toBe(true);
});
