import * as v from 'valibot';
import { CONFIG_PATH, configSchema } from '../wire/config.ts';
import { authorizeRequests, OfflineError } from './api-client.ts';
import type { Session } from './sign-in/sign-in.ts';

/** Who uses the page: somebody at their own machine (`null`), or somebody who has signed in. */
export type User = Pick<Session, 'name' | 'signOut'> | null;

/**
 * What has to be known before the first request. Where people have to sign in, it leads there, and never comes back.
 *
 * @throws OfflineError when the server does not answer
 */
export async function start(): Promise<User> {
  const response = await fetch(CONFIG_PATH).catch(() => null);
  if (response?.ok !== true) {
    throw new OfflineError('Driftline does not answer. Check that it is running and that you are online.');
  }
  // Somebody serves the page alone, with no API behind it to sign in for.
  if (response.headers.get('Content-Type')?.startsWith('text/html') === true) return null;
  const config = v.parse(configSchema, await response.json());
  if (config.mode === 'local') return null;
  const [{ signIn }, { thisTab }, { fetchLinkedFiles }] = await Promise.all([
    import('./sign-in/sign-in.ts'),
    import('./sign-in/browser.ts'),
    import('./sign-in/linked-files.ts'),
  ]);
  const session = await signIn(config, thisTab);
  if (session === null) return new Promise(() => undefined);
  authorizeRequests(session.accessToken);
  fetchLinkedFiles();
  return session;
}
