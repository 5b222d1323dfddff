import { vi } from 'vitest';
import type { Tab } from '../../../../../functions/dashboard/web/sign-in/browser.ts';
import type { CognitoConfig } from '../../../../../functions/dashboard/wire/config.ts';

export const CONFIG: CognitoConfig = {
  mode: 'cognito',
  issuer: 'https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_a',
  signInUrl: 'https://driftline-a.auth.eu-central-1.amazoncognito.com',
  clientId: 'client-a',
  redirectUri: 'https://d1.cloudfront.net/signed-in',
};

export const MINUTE = 60_000;

/** A tab with nothing behind it. `left` is where it went. */
export function tabAt(address: string, stored: Record<string, string> = {}) {
  const kept = new Map(Object.entries(stored));
  const tab = {
    left: null as URL | null,
    shown: new URL(address),
    kept,
    address: () => tab.shown,
    leaveFor: (to: string) => {
      tab.left = new URL(to);
    },
    show: (path: string) => {
      tab.shown = new URL(path, tab.shown);
    },
    storage: {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
      removeItem: (key: string) => void kept.delete(key),
    },
  };
  return tab satisfies Tab;
}

/** Stands in for Cognito's token endpoint, and holds what it is sent to the rules of PKCE and of one-time codes. */
export class Provider {
  readonly requests: { readonly path: string; readonly form: Record<string, string> }[] = [];
  /** What the pages for signing in were asked. */
  #asked: URLSearchParams | null = null;
  #refresh = 0;
  #made = 0;
  reachable = true;
  /** As a pool without rotation does. */
  rotates = true;

  constructor() {
    vi.stubGlobal('fetch', (input: string | URL, init: RequestInit) => this.#answer(new URL(input), init));
  }

  /** Somebody signs in: where the tab is sent back to. */
  signsIn(left: URL | null): string {
    this.#asked = left?.searchParams ?? null;
    return `${CONFIG.redirectUri}?code=the-code&state=${this.#asked?.get('state')}`;
  }

  /** Takes back every session, as removing somebody does. */
  revokeAll(): void {
    this.#refresh = -1;
  }

  async #answer(url: URL, init: RequestInit): Promise<Response> {
    if (!this.reachable) throw new TypeError('fetch failed');
    const form = Object.fromEntries(new URLSearchParams(init.body as URLSearchParams));
    this.requests.push({ path: url.pathname, form });
    if (url.pathname === '/oauth2/revoke') return new Response(null, { status: 200 });
    if (form.grant_type === 'refresh_token') {
      if (form.refresh_token !== `refresh-${this.#refresh}`) return refused();
      if (this.rotates) this.#refresh++;
      return this.#tokens(this.rotates, undefined);
    }
    const challenge = await challengeOf(form.code_verifier ?? '');
    if (form.code !== 'the-code' || challenge !== this.#asked?.get('code_challenge')) return refused();
    const nonce = this.#asked?.get('nonce') ?? undefined;
    this.#asked = null;
    return this.#tokens(true, nonce);
  }

  #tokens(withRefresh: boolean, nonce: string | undefined): Response {
    const now = Math.floor(Date.now() / 1000);
    const claims = {
      iss: CONFIG.issuer,
      aud: CONFIG.clientId,
      sub: 'uuid',
      iat: now,
      exp: now + 900,
      nonce,
      'cognito:username': 'ann',
    };
    return Response.json({
      access_token: `access-${this.#made++}`,
      ...(withRefresh && { refresh_token: `refresh-${this.#refresh}` }),
      id_token: `${encode({ alg: 'RS256', kid: 'k' })}.${encode(claims)}.${encode('signature')}`,
      token_type: 'Bearer',
      expires_in: 900,
    });
  }
}

const encode = (value: unknown): string => base64url(JSON.stringify(value));

const base64url = (bytes: string): string =>
  btoa(bytes).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');

/** RFC 7636, 4.2. */
async function challengeOf(verifier: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier));
  return base64url(String.fromCharCode(...new Uint8Array(digest)));
}

const refused = () => Response.json({ error: 'invalid_grant' }, { status: 400 });
