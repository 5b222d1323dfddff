import type { Ports } from '../../ports.ts';
import { type Measurement, measurementsOf } from './measurements.ts';

/**
 * The same ports, and `measure` hears of what was done. It is read off what was written, because a record is
 * written once: a batch that is delivered three times is counted once, and the functions know nothing of it.
 */
export function measuredPorts(ports: Ports, measure: (measurement: Measurement) => void): Ports {
  const { records, alerts, clock } = ports;
  return {
    ...ports,
    records: {
      get: (key) => records.get(key),
      query: (pk, prefix, query) => records.query(pk, prefix, query),
      transact: async (writes) => {
        await records.transact(writes);
        for (const measurement of measurementsOf(writes, clock.now())) measure(measurement);
      },
    },
    alerts: {
      publish: async (alert) => {
        await alerts.publish(alert);
        measure({ name: 'AlertsSent', value: 1, monitor: alert.monitor });
      },
    },
  };
}
