import { createHash, randomBytes } from 'node:crypto';
import { type Answer, overTheWeb, type Sent } from './over-the-web.ts';

/** What the page is told of signing in. */
export interface SignInConfig {
  readonly signInUrl: string;
  readonly clientId: string;
  readonly redirectUri: string;
}

const random = () => randomBytes(32).toString('base64url');

/** Somebody who has signed in as a browser does it, on the pages of the user pool. */
export class Person {
  readonly #token: string;
  readonly #address: string;

  private constructor(address: string, token: string) {
    this.#address = address;
    this.#token = token;
  }

  /** @throws with what the pages say when they do not let them in. */
  static async signIn(config: SignInConfig, username: string, password: string): Promise<Person> {
    const verifier = random();
    const asked = {
      response_type: 'code',
      client_id: config.clientId,
      redirect_uri: config.redirectUri,
      scope: 'openid',
      state: random(),
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
    };
    const page = await overTheWeb(`${config.signInUrl}/oauth2/authorize?${new URLSearchParams(asked)}`);
    const typed = { ...hiddenFieldsOf(page.body), username, password };
    const { status, headers, body } = await post(`${config.signInUrl}/login`, typed);
    if (status !== 302) throw new Error(`${username} was not let in (${status}): ${body}`);
    const code = new URL(String(headers.location)).searchParams.get('code') ?? '';
    const redeemed = await post(`${config.signInUrl}/oauth2/token`, {
      grant_type: 'authorization_code',
      client_id: config.clientId,
      redirect_uri: config.redirectUri,
      code,
      code_verifier: verifier,
    });
    const { access_token: token } = JSON.parse(redeemed.body);
    if (typeof token !== 'string') throw new Error(`No token for ${username}: ${redeemed.body}`);
    return new Person(new URL('/', config.redirectUri).href, token);
  }

  /** A request of the API as the page makes it. */
  async asks(path: string, { method = 'GET', ...sent }: Sent = {}): Promise<Answer & { json(): unknown }> {
    const answer = await overTheWeb(new URL(`/api/v1${path}`, this.#address), {
      ...sent,
      method,
      headers: {
        Authorization: `Bearer ${this.#token}`,
        ...(method !== 'GET' && {
          Origin: new URL(this.#address).origin,
          'Content-Type': 'application/json',
        }),
      },
    });
    return { ...answer, json: () => JSON.parse(answer.body) };
  }
}

function post(address: string, form: Record<string, string>): Promise<Answer> {
  return overTheWeb(address, {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(form).toString(),
  });
}

function hiddenFieldsOf(html: string): Record<string, string> {
  const fields = html.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g);
  return Object.fromEntries([...fields].map(([, name = '', value = '']) => [name, value]));
}
