import { type AuthorizationServer, type Client, clockTolerance } from 'oauth4webapi';
import type { CognitoConfig } from '../../wire/config.ts';

/** Laptops whose clock is a few minutes off are no reason to keep somebody out: the API checks tokens by its own. */
const CLOCK_TOLERANCE_SECONDS = 300;

/** Cognito as the standard names its parts. They are known beforehand, so nothing has to be discovered. */
export function providerOf({ issuer, signInUrl, clientId }: CognitoConfig): {
  readonly server: AuthorizationServer;
  readonly client: Client;
} {
  return {
    server: {
      issuer,
      authorization_endpoint: `${signInUrl}/oauth2/authorize`,
      token_endpoint: `${signInUrl}/oauth2/token`,
      revocation_endpoint: `${signInUrl}/oauth2/revoke`,
      end_session_endpoint: `${signInUrl}/logout`,
    },
    client: { client_id: clientId, [clockTolerance]: CLOCK_TOLERANCE_SECONDS },
  };
}
