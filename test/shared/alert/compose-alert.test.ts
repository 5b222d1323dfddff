import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { alertDocumentSchema } from '../../../shared/alert/alert-document.ts';
import type { AlertEventOf } from '../../../shared/alert/alert-event.ts';
import { composeAlert } from '../../../shared/alert/compose-alert.ts';
import { toSubject } from '../../../shared/alert/subject.ts';
import { EXAMPLE_EVENTS, missingBaseline, opened, quarantined } from './example-events.ts';

const examples = Object.entries(EXAMPLE_EVENTS);

describe('composeAlert', () => {
  test.each(examples)('the letter about %s reads as in letters/', async (name, event) => {
    const { subject, text } = composeAlert(event);
    expect(subject).toMatch(/^[ -~]{1,99}$/);
    const letter = `Subject: ${subject}\n\n${text}\n`;
    await expect(letter).toMatchFileSnapshot(`letters/${name.replace(/\W+/g, '-')}.txt`);
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
    ['retrain.promoted', 'info', 'Driftline: a better model is in charge of churn'],
    ['retrain.kept', 'warning', 'Driftline: the model of churn was retrained and not replaced'],
    ['retrain.refused', 'warning', 'Driftline: the model of churn could not be retrained'],
    [
      'retrain.waiting-for-approval',
      'warning',
      'Driftline: the data of churn looks broken, retraining waits for you',
    ],
    ['labels.waiting', 'warning', 'Driftline: churn needs 214 more labelled rows'],
  ])('%s is %s: %s', (eventType, severity, subject) => {
    const [, event] = examples.find(([, one]) => one.eventType === eventType) as (typeof examples)[0];
    expect(composeAlert(event)).toMatchObject({
      eventType,
      severity,
      subject,
      monitor: 'churn',
      id: event.id,
    });
  });

  test.each(examples)(
    '%s tells people what to do and where to look, and machines the whole event',
    (_, event) => {
      const { text, json } = composeAlert(event);
      expect(text).toContain('What happened\n');
      expect(text).toContain('What to do\n');
      expect(text).toContain(`Where to look\n  ${event.where}`);
      const { id, ...facts } = event;
      expect(JSON.parse(json)).toMatchObject({ schemaVersion: 1, alertId: id, ...facts });
    },
  );

  test('the README lists every type of event with its severity', () => {
    const readme = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8');
    const listed = [...readme.matchAll(/^\| `([a-z]+\.[a-z-]+)` \| `(info|warning|critical)` \|/gm)].map(
      ([, ...row]) => row,
    );
    const composed = new Map(
      examples.map(([, event]) => [event.eventType, composeAlert(event).severity] as const),
    );
    expect(new Map(listed as [string, string][])).toEqual(composed);
    const types = alertDocumentSchema.options.map(({ entries }) => entries.eventType.pipe[0]);
    expect(types.flatMap((type) => ('options' in type ? type.options : type.literal)).sort()).toEqual(
      [...composed.keys()].sort(),
    );
  });

  test('refuses an event that breaks the published contract: a reason of 301 characters', () => {
    const refused = EXAMPLE_EVENTS['retrain.refused'] as AlertEventOf<'retrain.refused'>;
    expect(() => composeAlert({ ...refused, reason: 'x'.repeat(300) })).not.toThrow();
    expect(() => composeAlert({ ...refused, reason: 'x'.repeat(301) })).toThrow('300');
  });

  test('names from files cannot act on the reader\u2019s terminal or add lines', () => {
    const hostile = 'production/churn/\u001b[2J\u202egpj.csv\nSubject: forged.csv';
    for (const event of [
      { ...opened, batch: { ...opened.batch, file: hostile } },
      { ...quarantined, file: hostile },
      { ...missingBaseline, file: hostile },
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
