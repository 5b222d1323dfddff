import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { placesOf } from '../../../../functions/adapters/aws/places.ts';

test('with a dashboard an alert links to its page', () => {
  const places = placesOf('https://d111.example', () => 'artifacts');
  expect(places.monitor('churn')).toBe('https://d111.example/monitors/churn');
  expect(places.batch('churn', 'b1')).toBe('https://d111.example/monitors/churn/batches/b1');
  expect(places.approval('churn', 'm1')).toBe('https://d111.example/monitors/churn');
});

test.each([undefined, ''])('without one (%j) an alert gives the command that shows the same', (url) => {
  const places = placesOf(url, () => 'artifacts');
  expect(places.monitor('churn')).toBe('aws s3 ls s3://artifacts/reports/churn/');
  expect(places.batch('churn', 'b1')).toBe('aws s3 cp s3://artifacts/reports/churn/b1.json -');
});

test('without one an alert names the heading of the runbook under which something is approved of', () => {
  const places = placesOf(undefined, () => 'artifacts');
  const headings = readFileSync('infra/aws/RUNBOOK.md', 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('## '))
    .map((line) => line.slice(3).toLowerCase().replaceAll(',', '').replaceAll(' ', '-'));
  for (const approval of [places.approval('churn', null), places.approval('churn', 'm1')]) {
    expect(headings).toContain(/^infra\/aws\/RUNBOOK\.md#([a-z-]+)/.exec(approval)?.[1]);
  }
  expect(places.approval('churn', 'm1')).toContain('MODEL m1');
});
