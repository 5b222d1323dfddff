import { describe, expect, test } from 'vitest';
import type { AlertEvent, BatchEvent } from '../../../shared/alert/alert-event.ts';
import { composeAlert } from '../../../shared/alert/compose-alert.ts';
import { toSubject } from '../../../shared/alert/subject.ts';

const NOON = Date.UTC(2026, 10, 21, 12);

const opened: BatchEvent = {
  eventType: 'drift.opened',
  id: 'a1',
  monitor: 'churn',
  where: 'https://driftline.test/churn/b1',
  incident: 'b1',
  since: NOON,
  batch: {
    batchId: 'b1',
    file: 'production/churn/june.csv',
    uploaded: NOON,
    rows: 569,
    totalFeatures: 30,
    driftedFeatures: 5,
    driftPercentage: 16.67,
    report: 'reports/churn/b1.json',
    top: [
      { name: 'radius_mean', sentence: 'radius_mean: typical value 13.4 → 16.7 (+25 %)' },
      { name: 'area_mean', sentence: 'area_mean: typical value 551 → 689 (+25 %)' },
    ],
  },
};

const events: AlertEvent[] = [
  opened,
  { ...opened, eventType: 'drift.worsened' },
  { ...opened, eventType: 'drift.cleared' },
  {
    eventType: 'file.quarantined',
    id: 'a2',
    monitor: 'churn',
    where: 'the page of monitor churn',
    kind: 'production',
    file: 'production/churn/june.csv',
    versionId: 'v1',
    refusal: { code: 'duplicate-column', message: 'june.csv, line 1: two columns are named "a".', line: 1 },
  },
  {
    eventType: 'data.missing',
    id: 'a3',
    monitor: 'churn',
    where: 'the page of monitor churn',
    lastBatch: NOON,
    expectEvery: '24h',
  },
  {
    eventType: 'baseline.missing',
    id: 'a4',
    monitor: 'churn',
    where: 'the page of monitor churn',
    file: 'production/churn/june.csv',
    since: NOON,
  },
  {
    eventType: 'training.refused',
    id: 'a5',
    monitor: 'churn',
    where: 'the page of monitor churn',
    model: 'm1',
    file: 'baseline/churn/train.csv',
    label: 'left',
    reason: 'There are 10 labelled rows, and a model needs at least 50. Bring 40 more.',
  },
  {
    eventType: 'predictions.refused',
    id: 'a6',
    monitor: 'churn',
    where: 'the page of monitor churn',
    model: 'm1',
    file: 'production/churn/june.csv',
    code: 'model-unusable',
    reason: 'Artifact models/churn/m1/model.json has another SHA-256.',
  },
];

describe('composeAlert', () => {
  test('the letter about drift says what happened, which features, before and after, what to do, where to look', () => {
    expect(
      composeAlert(opened).text,
    ).toBe(`The data that monitor "churn" watches no longer looks like the data its model learned from.

What happened
  june.csv (569 rows, uploaded 2026-11-21 12:00 UTC) differs from the baseline
  in 5 of 30 features, that is 16.67%.
  Treat the model's predictions as unreliable until the reason is known.

What changed, strongest first
  radius_mean: typical value 13.4 → 16.7 (+25 %)
  area_mean: typical value 551 → 689 (+25 %)
  and 3 more in the report

What to do
  1. Open the report and see whether you know a reason for the changes.
  2. Ask whoever supplies the data: a new source, another unit, a changed form, other customers?
  3. If the data is wrong, have it corrected and upload it again. If the world has changed, the model has to
     learn from newer data.

What comes next
  You hear of this again only when it becomes clearly worse, and when it is over.

Where to look
  https://driftline.test/churn/b1

Alert a1. The same id twice is the same alert.`);
  });

  test.each([
    ['drift.opened', 'critical', 'Driftline: data drift in churn (5 of 30 features)'],
    ['drift.worsened', 'critical', 'Driftline: drift is getting worse in churn (5 of 30 features)'],
    ['drift.cleared', 'info', 'Driftline: all clear in churn'],
    ['file.quarantined', 'warning', 'Driftline: cannot use june.csv (churn)'],
    ['data.missing', 'warning', 'Driftline: no data for churn'],
    ['baseline.missing', 'warning', 'Driftline: churn waits for a baseline'],
    ['training.refused', 'warning', 'Driftline: no model for churn'],
    ['predictions.refused', 'critical', 'Driftline: the model of churn cannot be trusted and is not used'],
  ])('%s is %s: %s', (eventType, severity, subject) => {
    const event = events.find((one) => one.eventType === eventType) as AlertEvent;
    expect(composeAlert(event)).toMatchObject({
      eventType,
      severity,
      subject,
      monitor: 'churn',
      id: event.id,
    });
  });

  test.each(events.map((event) => [event.eventType, event] as const))(
    '%s tells people what to do and where to look, and machines the whole event',
    (_eventType, event) => {
      const { text, json } = composeAlert(event);
      expect(text).toContain('What happened\n');
      expect(text).toContain('What to do\n');
      expect(text).toContain(`Where to look\n  ${event.where}`);
      const { id, ...facts } = event;
      expect(JSON.parse(json)).toMatchObject({ schemaVersion: 1, alertId: id, ...facts });
    },
  );

  test('names from files cannot act on the reader\u2019s terminal or add lines', () => {
    const hostile = 'production/churn/\u001b[2J\u202egpj.csv\nSubject: forged.csv';
    const [, , , quarantined, , missing] = events as [
      unknown,
      unknown,
      unknown,
      AlertEvent,
      unknown,
      AlertEvent,
    ];
    for (const event of [
      { ...opened, batch: { ...opened.batch, file: hostile } },
      { ...quarantined, file: hostile } as AlertEvent,
      { ...missing, file: hostile } as AlertEvent,
    ]) {
      const { text, subject } = composeAlert(event);
      for (const acting of ['\u001b', '\u202e']) expect(text).not.toContain(acting);
      expect(text.split('\n')).not.toContain('Subject: forged.csv');
      expect(subject).toMatch(/^[ -~]{1,99}$/);
    }
  });
});

describe('toSubject', () => {
  test('keeps printable ASCII and replaces the rest', () => {
    expect(toSubject('Größe → 3')).toBe('Gr??e ? 3');
  });

  test('makes one line of many', () => {
    expect(toSubject(' a\r\nBcc: b\tc ')).toBe('a Bcc: b c');
  });

  test('is below 100 characters, and says when it was cut', () => {
    expect(toSubject('x'.repeat(99))).toBe('x'.repeat(99));
    expect(toSubject('x'.repeat(100))).toBe(`${'x'.repeat(96)}...`);
  });
});
