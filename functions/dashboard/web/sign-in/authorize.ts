import {
  authorizationCodeGrantRequest,
  calculatePKCECodeChallenge,
  generateRandomCodeVerifier,
  generateRandomNonce,
  generateRandomState,
  None,
  processAuthorizationCodeResponse,
  validateAuthResponse,
} from 'oauth4webapi';
import * as v from 'valibot';
import type { CognitoConfig } from '../../wire/config.ts';
import type { Tab } from './browser.ts';
import { providerOf } from './provider.ts';
import { type Tokens, tokensOf } from './tokens.ts';

const KEY = 'driftline-signing-in';

/** What this tab has to remember until it comes back: nobody else can finish what it began. */
const begunSchema = v.object({
  verifier: v.string(),
  state: v.string(),
  nonce: v.string(),
  returnTo: v.pipe(v.string(), v.regex(/^\/(?![/\\])/)),
});

/** Leads to the pages for signing in (authorization code with PKCE, RFC 7636), and back to `returnTo`. */
export async function beginSignIn(config: CognitoConfig, tab: Tab, returnTo: string): Promise<void> {
  const { server, client } = providerOf(config);
  const begun = {
    verifier: generateRandomCodeVerifier(),
    state: generateRandomState(),
    nonce: generateRandomNonce(),
    returnTo,
  };
  tab.storage.setItem(KEY, JSON.stringify(begun));
  const address = new URL(server.authorization_endpoint!);
  address.search = new URLSearchParams({
    response_type: 'code',
    client_id: client.client_id,
    redirect_uri: config.redirectUri,
    scope: 'openid',
    code_challenge: await calculatePKCECodeChallenge(begun.verifier),
    code_challenge_method: 'S256',
    state: begun.state,
    nonce: begun.nonce,
  }).toString();
  tab.leaveFor(address.href);
}

/**
 * Back from those pages: the tokens, with the page shown that was wanted first. `null` when this tab did not begin it,
 * such as for a bookmarked address.
 *
 * @throws when the provider refuses, or the answer is not to what this tab asked
 */
export async function finishSignIn(config: CognitoConfig, tab: Tab): Promise<Tokens | null> {
  const begun = takeBegun(tab);
  if (begun === null) return null;
  const { server, client } = providerOf(config);
  const answer = validateAuthResponse(server, client, tab.address(), begun.state);
  const response = await authorizationCodeGrantRequest(
    server,
    client,
    None(),
    answer,
    config.redirectUri,
    begun.verifier,
  );
  const tokens = tokensOf(
    await processAuthorizationCodeResponse(server, client, response, {
      expectedNonce: begun.nonce,
      requireIdToken: true,
    }),
    null,
  );
  tab.show(begun.returnTo);
  return tokens;
}

/** What was begun can be finished once. */
function takeBegun({ storage }: Tab): v.InferOutput<typeof begunSchema> | null {
  try {
    const parsed = v.safeParse(begunSchema, JSON.parse(storage.getItem(KEY) ?? 'null'));
    return parsed.success ? parsed.output : null;
  } catch {
    return null;
  } finally {
    storage.removeItem(KEY);
  }
}
