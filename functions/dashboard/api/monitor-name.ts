import { MONITOR_NAME, MONITOR_NAME_WORDS } from '../../../shared/text/monitor-name.ts';
import { shorten } from '../../../shared/text/safe-text.ts';
import { problem } from './problem.ts';

/** Refuses a name that no monitor can have: one is made by the first file that is uploaded for it. */
export function requireMonitorName(monitor: string): void {
  if (MONITOR_NAME.test(monitor)) return;
  throw problem(
    400,
    'monitor-name',
    `"${shorten(monitor)}" cannot name a monitor: ${MONITOR_NAME_WORDS}.`,
    'monitor',
  );
}
