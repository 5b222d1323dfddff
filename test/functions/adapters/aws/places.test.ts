import { expect, test } from 'vitest';
import { placesOf } from '../../../../functions/adapters/aws/places.ts';

test('with a dashboard an alert links to its page', () => {
  const places = placesOf('https://d111.example', () => 'artifacts');
  expect(places.monitor('churn')).toBe('https://d111.example/monitors/churn');
  expect(places.batch('churn', 'b1')).toBe('https://d111.example/monitors/churn/batches/b1');
});

test.each([undefined, ''])('without one (%j) an alert gives the command that shows the same', (url) => {
  const places = placesOf(url, () => 'artifacts');
  expect(places.monitor('churn')).toBe('aws s3 ls s3://artifacts/reports/churn/');
  expect(places.batch('churn', 'b1')).toBe('aws s3 cp s3://artifacts/reports/churn/b1.json -');
});
