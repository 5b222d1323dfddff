import { shorten } from '../../../shared/text/safe-text.ts';
import { MONITOR_NAME } from '../../keys.ts';
import { problem } from './problem.ts';

/** Refuses a name that no monitor can have: one is made by the first file that is uploaded for it. */
export function requireMonitorName(monitor: string): void {
  if (MONITOR_NAME.test(monitor)) return;
  throw problem(
    400,
    'monitor-name',
    `"${shorten(monitor)}" cannot name a monitor: 1 to 63 lower-case letters, digits and hyphens can, a letter or digit first.`,
    'monitor',
  );
}
