import {
  None,
  processRefreshTokenResponse,
  ResponseBodyError,
  refreshTokenGrantRequest,
  revocationRequest,
} from 'oauth4webapi';
import type { CognitoConfig } from '../../wire/config.ts';
import { type AccessToken, ApiError, OfflineError } from '../api-client.ts';
import { beginSignIn, finishSignIn } from './authorize.ts';
import type { Tab } from './browser.ts';
import { providerOf } from './provider.ts';
import { forgetTokens, hasEnded, storedTokens, storeTokens, type Tokens, tokensOf } from './tokens.ts';

/** Somebody who is signed in. */
export interface Session {
  readonly name: string;
  readonly accessToken: AccessToken;
  /** Here and at the provider; leaves the page. */
  readonly signOut: () => Promise<void>;
}

/**
 * The session of this tab: the one it has, one it has just signed in for, or `null` while it leaves for the pages for
 * signing in.
 *
 * @throws when signing in was refused; reloading tries again
 * @example const session = await signIn(config, thisTab);
 */
export async function signIn(config: CognitoConfig, tab: Tab): Promise<Session | null> {
  const { pathname, search, hash } = tab.address();
  const comesBack = pathname === new URL(config.redirectUri).pathname;
  const tokens = comesBack ? await finish(config, tab) : storedTokens(tab);
  if (tokens === null || (hasEnded(tokens) && tokens.refresh === null)) {
    await beginSignIn(config, tab, comesBack ? '/' : pathname + search + hash);
    return null;
  }
  return sessionOf(config, tab, tokens);
}

async function finish(config: CognitoConfig, tab: Tab): Promise<Tokens | null> {
  try {
    const tokens = await finishSignIn(config, tab);
    if (tokens !== null) storeTokens(tab, tokens);
    return tokens;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`You could not be signed in (${why}). Try again.`, { cause: error });
  }
}

function sessionOf(config: CognitoConfig, tab: Tab, first: Tokens): Session {
  const { server, client } = providerOf(config);
  let tokens: Tokens | null = first;
  let renewing: Promise<string> | null = null;

  const renew = async (): Promise<string> => {
    if (tokens === null || tokens.refresh === null) throw signedOut();
    try {
      const response = await refreshTokenGrantRequest(server, client, None(), tokens.refresh);
      tokens = tokensOf(await processRefreshTokenResponse(server, client, response), tokens);
    } catch (error) {
      // What the provider refuses is over. All else may pass, such as a train in a tunnel.
      if (!(error instanceof ResponseBodyError)) {
        throw new OfflineError('The sign-in could not be renewed. Check that you are online.');
      }
      tokens = null;
      forgetTokens(tab);
      throw signedOut();
    }
    storeTokens(tab, tokens);
    return tokens.access;
  };

  return {
    name: first.name,
    accessToken: async (refused) => {
      if (tokens !== null && !refused && !hasEnded(tokens)) return tokens.access;
      renewing ??= renew().finally(() => {
        renewing = null;
      });
      return renewing;
    },
    signOut: async () => {
      const refresh = tokens?.refresh ?? null;
      tokens = null;
      forgetTokens(tab);
      // Without an answer the provider forgets by itself, a day later at most.
      if (refresh !== null) await revocationRequest(server, client, None(), refresh).catch(() => undefined);
      const address = new URL(server.end_session_endpoint!);
      address.search = new URLSearchParams({
        client_id: client.client_id,
        logout_uri: new URL('/', config.redirectUri).href,
      }).toString();
      tab.leaveFor(address.href);
    },
  };
}

const signedOut = () =>
  new ApiError(401, 'signed-out', 'Your sign-in has ended. Reload the page to sign in again.');
