import type { QueueName } from './queues.ts';

/**
 * Which uploads go to which queue, by the beginning of their key: the rules on AWS are made of this table, and
 * the local run looks keys up in it. It matches no endings, so that an `.xlsx` is answered too.
 */
export const ROUTES = {
  'monitors/': 'settings',
  'baseline/': 'baseline',
  'production/': 'detect',
  'labels/': 'labels',
} as const satisfies Record<string, QueueName>;

/** The queue that an upload goes to; `null` for folder markers and for keys that are nobody's business. */
export function routeObjectEvent(key: string): QueueName | null {
  if (key.endsWith('/')) return null;
  const prefix = (Object.keys(ROUTES) as (keyof typeof ROUTES)[]).find((p) => key.startsWith(p));
  return prefix === undefined ? null : ROUTES[prefix];
}
