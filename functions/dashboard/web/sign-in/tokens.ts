import { getValidatedIdTokenClaims, type TokenEndpointResponse } from 'oauth4webapi';
import * as v from 'valibot';
import type { Tab } from './browser.ts';

const KEY = 'driftline-tokens';

/** Renewed this long before it ends, so that none ends on its way. */
const RENEWED_BEFORE_MS = 60_000;

const tokensSchema = v.object({
  access: v.string(),
  /** Milliseconds since 1970, by this device's clock. */
  endsAt: v.number(),
  refresh: v.nullable(v.string()),
  /** Who signed in, as the page shows it. */
  name: v.string(),
});

export type Tokens = v.InferOutput<typeof tokensSchema>;

/**
 * The tokens of this tab. They are in its session storage: in memory alone every reload would lead through the sign-in
 * pages; cookies would be sent along with requests that pages of others make; local storage would outlive the tab and
 * be shared with all others. A script that could read them there could as well use the page itself, and the policy
 * of the page lets no script run but its own.
 */
export function storedTokens({ storage }: Tab): Tokens | null {
  try {
    const parsed = v.safeParse(tokensSchema, JSON.parse(storage.getItem(KEY) ?? 'null'));
    return parsed.success ? parsed.output : null;
  } catch {
    return null;
  }
}

export const storeTokens = ({ storage }: Tab, tokens: Tokens): void =>
  storage.setItem(KEY, JSON.stringify(tokens));

export const forgetTokens = ({ storage }: Tab): void => storage.removeItem(KEY);

export const hasEnded = ({ endsAt }: Tokens): boolean => endsAt - Date.now() < RENEWED_BEFORE_MS;

/** What the provider answered, kept together with what it leaves out when it renews. */
export function tokensOf(response: TokenEndpointResponse, before: Tokens | null): Tokens {
  const name = getValidatedIdTokenClaims(response)?.['cognito:username'];
  return {
    access: response.access_token,
    endsAt: Date.now() + (response.expires_in ?? 0) * 1000,
    refresh: response.refresh_token ?? before?.refresh ?? null,
    name: typeof name === 'string' ? name : (before?.name ?? ''),
  };
}
