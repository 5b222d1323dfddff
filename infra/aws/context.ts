import type { Node } from 'constructs';

/**
 * Addresses from the context: `-c alertEmail=you@example.com` for one, the list `alertEmails` in cdk.json for several
 * (of a repeated `-c` only the last is kept).
 */
export function alertEmailsIn(node: Node): string[] {
  const list: unknown = node.tryGetContext('alertEmails') ?? [];
  const one: unknown = node.tryGetContext('alertEmail');
  if (!Array.isArray(list)) {
    throw new Error(
      `alertEmails: expected a list of addresses in cdk.json, got ${JSON.stringify(list)}. ` +
        'For a single one use -c alertEmail=you@example.com.',
    );
  }
  return [...list, ...(one === undefined ? [] : [one])].map(String);
}
