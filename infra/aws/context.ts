import type { Node } from 'constructs';
import type { DashboardProps } from './dashboard.ts';
import type { SpreadProps } from './spread.ts';

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

/**
 * The dashboard from the context: `-c dashboard=false` for none, `-c dashboardMfa=required` for a second factor, and
 * `dashboardDomain` with `dashboardCertificate` for a name of one's own.
 */
export function dashboardIn(node: Node): Pick<DashboardProps, 'domain' | 'requireMfa'> | false {
  const wanted = oneOf(node, 'dashboard', ['true', 'false'], 'true');
  if (wanted === 'false') return false;
  const requireMfa = oneOf(node, 'dashboardMfa', ['optional', 'required'], 'optional') === 'required';
  const name: unknown = node.tryGetContext('dashboardDomain');
  const certificateArn: unknown = node.tryGetContext('dashboardCertificate');
  if (name === undefined && certificateArn === undefined) return { requireMfa };
  if (typeof name === 'string' && typeof certificateArn === 'string') {
    return { requireMfa, domain: { name, certificateArn } };
  }
  throw new Error(
    `dashboardDomain: a name needs a certificate and a certificate needs a name, but ${
      name === undefined ? 'dashboardDomain' : 'dashboardCertificate'
    } is missing. Give -c dashboardDomain=driftline.example.com -c dashboardCertificate=arn:aws:acm:us-east-1:…`,
  );
}

/**
 * How large batches are read, from the context: `-c spread=false` for by one function, however large, and
 * `spreadAboveGb`, `spreadConcurrency`, `spreadHoursMax`, `spreadDollarsMax` for limits other than the default.
 */
export function spreadIn(node: Node): SpreadProps | false {
  if (oneOf(node, 'spread', ['true', 'false'], 'true') === 'false') return false;
  const given = [
    ['aboveGb', numberIn(node, 'spreadAboveGb')],
    ['concurrency', numberIn(node, 'spreadConcurrency')],
    ['hoursMax', numberIn(node, 'spreadHoursMax')],
    ['dollarsMax', numberIn(node, 'spreadDollarsMax')],
  ].filter(([, value]) => value !== undefined);
  return Object.fromEntries(given);
}

function numberIn(node: Node, key: string): number | undefined {
  const given: unknown = node.tryGetContext(key);
  if (given === undefined) return undefined;
  const value = Number(given);
  if (Number.isFinite(value) && value > 0) return value;
  throw new Error(
    `${key}: expected a number above 0, got ${JSON.stringify(given)}. Give, say, -c ${key}=20.`,
  );
}

function oneOf(node: Node, key: string, allowed: readonly string[], otherwise: string): string {
  const given = String(node.tryGetContext(key) ?? otherwise);
  if (allowed.includes(given)) return given;
  throw new Error(
    `${key}: expected ${allowed.join(' or ')}, got ${JSON.stringify(given)}. Give -c ${key}=${allowed.at(-1)}.`,
  );
}
