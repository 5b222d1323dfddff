import { describe, expect, test } from 'vitest';
import type { Alerts, OutgoingAlert } from '../../../functions/ports.ts';

export interface AlertsUnderTest {
  readonly alerts: Alerts;
  /** What a person and a machine have received, one entry an alert id. */
  received(): Promise<{ subject: string; text: string; json: string }[]>;
}

const alert: OutgoingAlert = {
  id: 'a-1',
  eventType: 'drift.opened',
  monitor: 'default',
  severity: 'critical',
  subject: 'Driftline: drift in default',
  text: 'radius_mean: typical value 13.4 \u2192 16.7 (+25 %)',
  json: '{"alertId":"a-1"}',
};

/** What every implementation of `Alerts` keeps. `make` gives one that has published nothing. */
export function alertsContract(make: () => Promise<AlertsUnderTest>): void {
  describe('alerts', () => {
    test('an alert reaches people as subject and text, and machines as JSON', async () => {
      const { alerts, received } = await make();
      await alerts.publish(alert);
      const [only, ...others] = await received();
      expect(others).toEqual([]);
      expect(only?.subject).toBe(alert.subject);
      expect(only?.text.trimEnd()).toBe(alert.text);
      expect(JSON.parse(only?.json ?? '')).toEqual({ alertId: 'a-1' });
    });

    test('publishing again is the same alert', async () => {
      const { alerts, received } = await make();
      await alerts.publish(alert);
      await alerts.publish(alert);
      await alerts.publish({ ...alert, id: 'a-2' });
      expect(await received()).toHaveLength(2);
    });
  });
}
