import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { ApiError, OfflineError } from '../../../../../functions/dashboard/web/api-client.ts';
import { signIn } from '../../../../../functions/dashboard/web/sign-in/sign-in.ts';
import { CONFIG, MINUTE, Provider, tabAt } from './provider.ts';

let provider: Provider;
beforeEach(() => {
  provider = new Provider();
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

/** A tab that has signed in, with its session. */
async function signedIn(returnTo = '/monitors/churn?tab=alerts#newest') {
  const tab = tabAt(`https://d1.cloudfront.net${returnTo}`);
  expect(await signIn(CONFIG, tab)).toBeNull();
  tab.shown = new URL(provider.signsIn(tab.left));
  const session = await signIn(CONFIG, tab);
  return { tab, session: session! };
}

describe('signIn(config, tab)', () => {
  test('without tokens leaves for the pages for signing in, by code with PKCE', async () => {
    const tab = tabAt('https://d1.cloudfront.net/monitors/churn');
    expect(await signIn(CONFIG, tab)).toBeNull();
    expect(tab.left?.origin + tab.left!.pathname).toBe(`${CONFIG.signInUrl}/oauth2/authorize`);
    expect(Object.fromEntries(tab.left!.searchParams)).toEqual({
      response_type: 'code',
      client_id: CONFIG.clientId,
      redirect_uri: CONFIG.redirectUri,
      scope: 'openid',
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge_method: 'S256',
      state: expect.stringMatching(/^[\w-]{43}$/),
      nonce: expect.stringMatching(/^[\w-]{43}$/),
    });
  });

  test('comes back with a session, and shows the page that was wanted without the code in its address', async () => {
    const { tab, session } = await signedIn();
    expect(session.name).toBe('ann');
    expect(await session.accessToken(false)).toBe('access-0');
    expect(tab.shown.href).toBe('https://d1.cloudfront.net/monitors/churn?tab=alerts#newest');
  });

  test('keeps the session when the page is loaded anew', async () => {
    const { tab } = await signedIn();
    const again = await signIn(CONFIG, tab);
    expect(again?.name).toBe('ann');
    expect(await again?.accessToken(false)).toBe('access-0');
    expect(provider.requests).toHaveLength(1);
  });

  test('a code that this tab did not ask for is not redeemed', async () => {
    const tab = tabAt(`${CONFIG.redirectUri}?code=of-somebody-else&state=theirs`);
    expect(await signIn(CONFIG, tab)).toBeNull();
    expect(provider.requests).toEqual([]);
    expect(tab.left?.pathname).toBe('/oauth2/authorize');
  });

  test('nor is one that comes with another state', async () => {
    const tab = tabAt('https://d1.cloudfront.net/');
    await signIn(CONFIG, tab);
    tab.shown = new URL(`${CONFIG.redirectUri}?code=the-code&state=theirs`);
    await expect(signIn(CONFIG, tab)).rejects.toThrow(
      /^You could not be signed in \(.*state.*\)\. Try again\.$/,
    );
    expect(provider.requests).toEqual([]);
  });

  test('a refusal is said, once: the next load begins anew', async () => {
    const tab = tabAt('https://d1.cloudfront.net/');
    await signIn(CONFIG, tab);
    const state = tab.left?.searchParams.get('state');
    tab.shown = new URL(`${CONFIG.redirectUri}?error=access_denied&error_description=No&state=${state}`);
    await expect(signIn(CONFIG, tab)).rejects.toThrow('You could not be signed in');
    expect(await signIn(CONFIG, tab)).toBeNull();
    expect(tab.left?.pathname).toBe('/oauth2/authorize');
  });

  test.each(['//evil.example/', '/\\evil.example', 'https://evil.example/'])(
    'never returns to %s',
    async (returnTo) => {
      const tab = tabAt('https://d1.cloudfront.net/');
      await signIn(CONFIG, tab);
      const begun = JSON.parse(tab.kept.get('driftline-signing-in')!);
      tab.kept.set('driftline-signing-in', JSON.stringify({ ...begun, returnTo }));
      tab.shown = new URL(provider.signsIn(tab.left));
      expect(await signIn(CONFIG, tab)).toBeNull();
      expect(tab.shown.hostname).toBe('d1.cloudfront.net');
    },
  );

  test.each(['{', '{"access":1}', 'null'])('stored tokens that are %s are none', async (stored) => {
    const tab = tabAt('https://d1.cloudfront.net/', { 'driftline-tokens': stored });
    expect(await signIn(CONFIG, tab)).toBeNull();
  });
});

describe('session.accessToken(refused)', () => {
  test.each([true, false])(
    'is renewed a minute before it ends, over and over (rotation: %s)',
    async (rotates) => {
      vi.useFakeTimers({ toFake: ['Date'] });
      provider.rotates = rotates;
      const { session } = await signedIn();
      const at = async (minute: number) => {
        vi.setSystemTime(begin + minute * MINUTE);
        return session.accessToken(false);
      };
      const begin = Date.now();
      expect(await at(13)).toBe('access-0');
      expect(await at(14.5)).toBe('access-1');
      expect(await at(28)).toBe('access-1');
      expect(await at(29.9)).toBe('access-2');
    },
  );

  test('is renewed once for all who wait for it', async () => {
    const { session } = await signedIn();
    const tokens = await Promise.all([
      session.accessToken(true),
      session.accessToken(true),
      session.accessToken(true),
    ]);
    expect(tokens).toEqual(['access-1', 'access-1', 'access-1']);
  });

  test('a session that has ended says so, and the next load begins anew', async () => {
    const { tab, session } = await signedIn();
    provider.revokeAll();
    const failure = session.accessToken(true);
    await expect(failure).rejects.toThrow('Your sign-in has ended. Reload the page to sign in again.');
    await expect(failure).rejects.toBeInstanceOf(ApiError);
    await expect(session.accessToken(false)).rejects.toBeInstanceOf(ApiError);
    expect(await signIn(CONFIG, tab)).toBeNull();
  });

  test('without a network the session goes on', async () => {
    const { session } = await signedIn();
    provider.reachable = false;
    await expect(session.accessToken(true)).rejects.toBeInstanceOf(OfflineError);
    provider.reachable = true;
    expect(await session.accessToken(true)).toBe('access-1');
  });
});

describe('session.signOut()', () => {
  test('forgets the tokens here, takes them back at the provider, and leaves for its way out', async () => {
    const { tab, session } = await signedIn();
    await session.signOut();
    expect(tab.kept.size).toBe(0);
    expect(provider.requests.at(-1)).toMatchObject({
      path: '/oauth2/revoke',
      form: { token: 'refresh-0', client_id: CONFIG.clientId },
    });
    expect(tab.left?.href).toBe(
      `${CONFIG.signInUrl}/logout?client_id=client-a&logout_uri=https%3A%2F%2Fd1.cloudfront.net%2F`,
    );
    await expect(session.accessToken(false)).rejects.toBeInstanceOf(ApiError);
  });

  test('also when the provider does not answer', async () => {
    const { tab, session } = await signedIn();
    provider.reachable = false;
    await session.signOut();
    expect(tab.left?.pathname).toBe('/logout');
  });
});
