import { Aws, Duration, Fn, RemovalPolicy, Validations } from 'aws-cdk-lib';
import {
  AccountRecovery,
  CfnManagedLoginBranding,
  FeaturePlan,
  ManagedLoginVersion,
  Mfa,
  OAuthScope,
  UserPool,
  type UserPoolClient,
  UserPoolClientIdentityProvider,
} from 'aws-cdk-lib/aws-cognito';
import type { Construct } from 'constructs';
import { SIGNED_IN_PATH } from '../../functions/environment.ts';

/** A token says in which groups its owner was when it was made: who is taken out of one keeps its rights that long. */
const TOKEN_VALIDITY = Duration.minutes(15);

/** A working day; after it one signs in anew. */
const SESSION_VALIDITY = Duration.hours(12);

const PASSWORD_CHARS_MIN = 12;

/** The scope that an access token for the API has. A token that only tells who somebody is has none. */
export const API_SCOPE = OAuthScope.OPENID.scopeName;

export interface SignInOptions {
  /** Of the dashboard, without a slash at its end. */
  readonly address: string;
  /** Whether everybody needs a second factor, an app that shows codes; else it is left to the pool's settings. */
  readonly requireMfa: boolean;
  readonly removalPolicy: RemovalPolicy;
}

/** Where people sign in, and whose tokens the API takes. */
export interface SignIn {
  readonly pool: UserPool;
  readonly client: UserPoolClient;
  /** Who signs the tokens. */
  readonly issuer: string;
  /** Of the pages for signing in, without a slash at its end. */
  readonly url: string;
}

/**
 * People and how they sign in: on Cognito's own pages, by authorization code with PKCE, as the page can keep no secret.
 * Nobody signs up: operators are asked for access. Groups say what one may do; without one, nothing.
 */
export function createSignIn(scope: Construct, options: SignInOptions): SignIn {
  const pool = createPool(scope, options);
  pool.addGroup('Viewers', { groupName: 'viewer', description: 'May look at everything.' });
  pool.addGroup('Operators', { groupName: 'operator', description: 'May also upload, change and decide.' });

  const client = pool.addClient('Page', {
    generateSecret: false,
    supportedIdentityProviders: [UserPoolClientIdentityProvider.COGNITO],
    oAuth: {
      flows: { authorizationCodeGrant: true },
      scopes: [OAuthScope.OPENID],
      callbackUrls: [options.address + SIGNED_IN_PATH],
      logoutUrls: [`${options.address}/`],
    },
    // Tokens got by it lack the scope. Naming one is the only way to leave out the flow that would forbid rotation.
    authFlows: { userSrp: true },
    accessTokenValidity: TOKEN_VALIDITY,
    idTokenValidity: TOKEN_VALIDITY,
    refreshTokenValidity: SESSION_VALIDITY,
    // A refresh token that was used is void: one that was stolen shows itself, or is of no use.
    refreshTokenRotationGracePeriod: Duration.seconds(30),
    enableTokenRevocation: true,
    preventUserExistenceErrors: true,
  });
  const domain = pool.addDomain('Pages', {
    cognitoDomain: { domainPrefix: uniquePrefix(scope) },
    managedLoginVersion: ManagedLoginVersion.NEWER_MANAGED_LOGIN,
  });
  // Without a style the newer pages are not shown.
  new CfnManagedLoginBranding(scope, 'PagesStyle', {
    userPoolId: pool.userPoolId,
    clientId: client.userPoolClientId,
    useCognitoProvidedValues: true,
  });
  return { pool, client, issuer: `https://${pool.userPoolProviderName}`, url: domain.baseUrl() };
}

function createPool(scope: Construct, { address, requireMfa, removalPolicy }: SignInOptions): UserPool {
  const pool = new UserPool(scope, 'People', {
    selfSignUpEnabled: false,
    // The name is what is written beside what somebody did; both are taken for signing in.
    signInAliases: { username: true, email: true },
    signInCaseSensitive: false,
    standardAttributes: { email: { required: true, mutable: true } },
    passwordPolicy: {
      minLength: PASSWORD_CHARS_MIN,
      requireLowercase: true,
      requireUppercase: true,
      requireDigits: true,
      requireSymbols: true,
      tempPasswordValidity: Duration.days(3),
    },
    mfa: requireMfa ? Mfa.REQUIRED : Mfa.OPTIONAL,
    mfaSecondFactor: { sms: false, otp: true },
    accountRecovery: AccountRecovery.EMAIL_ONLY,
    featurePlan: FeaturePlan.ESSENTIALS,
    userInvitation: {
      emailSubject: 'Your access to Driftline',
      emailBody: `You can look at your models on ${address}/<br>Your name there is {username}, and your password for the first time {####}`,
    },
    deletionProtection: removalPolicy !== RemovalPolicy.DESTROY,
    removalPolicy,
  });
  Validations.of(pool).acknowledge({
    id: 'AwsSolutions-COG8',
    reason:
      'What the plus plan adds is charged by the person; a second factor, which is free, is worth more.',
  });
  if (!requireMfa) {
    Validations.of(pool).acknowledge({
      id: 'AwsSolutions-COG2',
      reason:
        'Whether everybody needs a second factor is for those who deploy to say: -c dashboardMfa=required.',
    });
  }
  return pool;
}

/** Of all accounts in the region only one may have it, so it comes from the stack's id, and from the place within. */
function uniquePrefix(scope: Construct): string {
  const stackId = Fn.select(2, Fn.split('/', Aws.STACK_ID));
  return Fn.join('-', ['driftline', scope.node.addr.slice(-8), stackId]);
}
