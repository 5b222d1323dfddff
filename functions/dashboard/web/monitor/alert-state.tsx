import type { AlertItem } from '../../wire/incidents.ts';
import { Status, type Tone } from '../ui/status.tsx';

const SEVERITY: Readonly<Record<AlertItem['severity'], readonly [tone: Tone, word: string]>> = {
  critical: ['alarm', 'Critical'],
  warning: ['alarm', 'Warning'],
  info: ['calm', 'Good to know'],
};

const STATE: Readonly<Record<AlertItem['state'], string>> = {
  sent: 'sent',
  pending: 'being sent',
  muted: 'not sent: muted',
};

/** How urgent an alert is, and whether it was sent. */
export function AlertState({ alert: { severity, state } }: { readonly alert: AlertItem }) {
  const [tone, word] = SEVERITY[severity];
  return <Status tone={tone} word={`${word}, ${STATE[state]}`} />;
}
