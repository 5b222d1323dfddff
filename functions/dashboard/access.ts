import type { Context } from 'hono';
import type { AccessLevel } from './wire/endpoint.ts';

/** Who asks. */
export interface Access {
  /** As it is written down beside what they change. */
  readonly name: string;
  /** `null`: known, and allowed nothing. */
  readonly may: AccessLevel | null;
}

/** Tells who asks; `null` for somebody who is not signed in. */
export type WhoAsks = (c: Context) => Access | null;

/** Whether who may do the first may do the second. */
export function allows(may: AccessLevel | null, wanted: AccessLevel): boolean {
  return may === 'operate' || may === wanted;
}

/** Whoever reaches a server on 127.0.0.1 sits at this machine, and could as well copy files into its folder. */
export const localAccess =
  (name: string): WhoAsks =>
  () => ({ name, may: 'operate' });

const GROUPS = { operator: 'operate', viewer: 'view' } as const;

/**
 * The access that a checked token gives. API Gateway writes the list of groups as one text.
 *
 * @param claims of the token, as the HTTP API's JWT authorizer passes them on; `null` when there was none
 * @example accessFromClaims({ email: 'ada@example.com', 'cognito:groups': '[viewer operator]' }) // { …, may: 'operate' }
 */
export function accessFromClaims(claims: Readonly<Record<string, unknown>> | null): Access | null {
  if (claims === null) return null;
  const text = (name: string) => (typeof claims[name] === 'string' ? claims[name] : undefined);
  const name =
    text('email') ?? text('cognito:username') ?? text('username') ?? text('sub') ?? 'somebody signed in';
  const given = claims['cognito:groups'];
  const groups = new Set(Array.isArray(given) ? given : (text('cognito:groups') ?? '').split(/[[\]\s,]+/));
  const group = (['operator', 'viewer'] as const).find((one) => groups.has(one));
  return { name, may: group === undefined ? null : GROUPS[group] };
}
