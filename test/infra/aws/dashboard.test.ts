import { Stack } from 'aws-cdk-lib';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { describe, expect, test } from 'vitest';
import { DASHBOARD_ENVIRONMENT, ENVIRONMENT } from '../../../functions/environment.ts';
import { dashboardIn } from '../../../infra/aws/context.ts';
import { Dashboard } from '../../../infra/aws/dashboard.ts';
import { DriftMonitor } from '../../../infra/aws/drift-monitor.ts';
import {
  newApp,
  synthesizeStack,
  type Template,
  templateOf,
  warningsOf,
  withStandIns,
} from './synthesize.ts';

const stack = synthesizeStack();
const { resources, all, idOf, outputs } = stack;

const only = ({ all }: Template, type: string) => {
  const found = all(type);
  expect(found).toHaveLength(1);
  return found[0]![1].Properties;
};
const distributionId = idOf('AWS::CloudFront::Distribution', 'Dashboard');
const address = (path = '') => ({
  'Fn::Join': ['', ['https://', { 'Fn::GetAtt': [distributionId, 'DomainName'] }, ...(path ? [path] : [])]],
});
const variablesOf = (name: string) =>
  resources[idOf('AWS::Lambda::Function', `Monitor${name}`)]!.Properties.Environment.Variables;

describe('who may sign in', () => {
  const pool = only(stack, 'AWS::Cognito::UserPool');

  test('nobody signs up; whoever was invited needs a long password, and gets no text messages', () => {
    expect(pool.AdminCreateUserConfig).toMatchObject({ AllowAdminCreateUserOnly: true });
    expect(pool.Policies.PasswordPolicy).toMatchObject({
      MinimumLength: 12,
      RequireLowercase: true,
      RequireNumbers: true,
      RequireSymbols: true,
      RequireUppercase: true,
    });
    expect(pool.EnabledMfas).toEqual(['SOFTWARE_TOKEN_MFA']);
    expect(pool.SmsConfiguration).toBeUndefined();
  });

  test('people are kept, and protected against deletion, like the data', () => {
    expect(pool.DeletionProtection).toBe('ACTIVE');
  });

  test('the invitation names the address, the name and the password', () => {
    const { EmailMessage } = pool.AdminCreateUserConfig.InviteMessageTemplate;
    const text = JSON.stringify(EmailMessage);
    expect(text).toContain(distributionId);
    expect(text).toMatch(/\{username\}.*\{####\}/);
  });

  test('a second factor is possible, and asked of everybody when that is wanted', () => {
    expect(pool.MfaConfiguration).toBe('OPTIONAL');
    const strict = synthesizeStack({ dashboard: { requireMfa: true } });
    expect(only(strict, 'AWS::Cognito::UserPool').MfaConfiguration).toBe('ON');
  });

  test('there are viewers and operators', () => {
    const groups = all('AWS::Cognito::UserPoolGroup').map(([, { Properties }]) => Properties.GroupName);
    expect(groups.sort()).toEqual(['operator', 'viewer']);
  });
});

describe('how people sign in', () => {
  const client = only(stack, 'AWS::Cognito::UserPoolClient');

  test('by authorization code, without a secret, back to the dashboard and nowhere else', () => {
    expect(client).toMatchObject({
      GenerateSecret: false,
      AllowedOAuthFlows: ['code'],
      AllowedOAuthScopes: ['openid'],
      SupportedIdentityProviders: ['COGNITO'],
      PreventUserExistenceErrors: 'ENABLED',
      CallbackURLs: [address('/signed-in')],
      LogoutURLs: [address('/')],
    });
  });

  test('tokens end after a quarter of an hour, a session after half a day; what was used to renew one is void', () => {
    expect(client).toMatchObject({
      AccessTokenValidity: 15,
      RefreshTokenValidity: 720,
      TokenValidityUnits: { AccessToken: 'minutes', RefreshToken: 'minutes' },
      EnableTokenRevocation: true,
      RefreshTokenRotation: { Feature: 'ENABLED' },
    });
    // Rotation is refused beside the flow that renews without it.
    expect(client.ExplicitAuthFlows).toEqual(['ALLOW_USER_SRP_AUTH']);
  });

  test("on Cognito's newer pages, which have a style, under a prefix that no other account can have", () => {
    const { Domain, ManagedLoginVersion } = only(stack, 'AWS::Cognito::UserPoolDomain');
    expect(ManagedLoginVersion).toBe(2);
    expect(JSON.stringify(Domain)).toContain('AWS::StackId');
    const style = only(stack, 'AWS::Cognito::ManagedLoginBranding');
    expect(style).toMatchObject({ UseCognitoProvidedValues: true });
  });
});

describe('the API', () => {
  const routes = Object.fromEntries(
    all('AWS::ApiGatewayV2::Route').map(([, { Properties }]) => [Properties.RouteKey as string, Properties]),
  );

  test('needs an access token of ours; the page and its files need none, and nothing but reading is let through', () => {
    expect(Object.keys(routes).sort()).toEqual([
      'ANY /api/v1/{proxy+}',
      'GET /',
      'GET /api/v1/openapi.json',
      'GET /{proxy+}',
      'HEAD /',
      'HEAD /api/v1/openapi.json',
      'HEAD /{proxy+}',
    ]);
    for (const [key, { AuthorizationType, AuthorizationScopes }] of Object.entries(routes)) {
      const needed = key.startsWith('ANY');
      expect(AuthorizationType, key).toBe(needed ? 'JWT' : 'NONE');
      expect(AuthorizationScopes, key).toEqual(needed ? ['openid'] : undefined);
    }
    expect(only(stack, 'AWS::ApiGatewayV2::Authorizer')).toMatchObject({
      AuthorizerType: 'JWT',
      IdentitySource: ['$request.header.Authorization'],
      JwtConfiguration: {
        Audience: [{ Ref: idOf('AWS::Cognito::UserPoolClient', 'Dashboard') }],
        Issuer: {
          'Fn::Join': [
            '',
            ['https://', { 'Fn::GetAtt': [idOf('AWS::Cognito::UserPool', 'Dashboard'), 'ProviderName'] }],
          ],
        },
      },
    });
  });

  test('is throttled, and logs who asked for what, but no query and no token', () => {
    const stage = only(stack, 'AWS::ApiGatewayV2::Stage');
    expect(stage).toMatchObject({
      StageName: '$default',
      AutoDeploy: true,
      DefaultRouteSettings: { ThrottlingRateLimit: 50, ThrottlingBurstLimit: 100 },
    });
    const { DestinationArn, Format } = stage.AccessLogSettings;
    expect(DestinationArn['Fn::GetAtt'][0]).toBe(idOf('AWS::Logs::LogGroup', 'DashboardApiLog'));
    expect(Object.values(JSON.parse(Format))).toContain('$context.authorizer.claims.username');
    expect(Format).not.toMatch(/query|header|token/i);
  });

  test('answers to no page of others: there is no CORS', () => {
    expect(only(stack, 'AWS::ApiGatewayV2::Api').CorsConfiguration).toBeUndefined();
  });
});

describe('CloudFront', () => {
  const CACHING_DISABLED = '4135ea2d-6df8-44a3-9df3-4b5a84be39ad';
  const CACHING_OPTIMIZED = '658327ea-f89d-4fab-a63d-7e88639e58f6';
  const ALL_BUT_HOST = 'b689b0a8-53d0-40ab-baf2-68738e2966ac';
  const SECURITY_HEADERS = '67f7725c-6f97-4210-82d7-5512b31e9d03';
  const config = only(stack, 'AWS::CloudFront::Distribution').DistributionConfig;

  test('keeps nothing but files with a hash in their name, and passes tokens on', () => {
    expect(config.DefaultCacheBehavior).toMatchObject({
      CachePolicyId: CACHING_DISABLED,
      OriginRequestPolicyId: ALL_BUT_HOST,
      AllowedMethods: expect.arrayContaining(['GET', 'POST', 'PUT', 'DELETE']),
    });
    expect(config.CacheBehaviors).toMatchObject([
      { PathPattern: '/assets/*', CachePolicyId: CACHING_OPTIMIZED, Compress: true },
    ]);
    expect(config.CacheBehaviors[0].AllowedMethods).toBeUndefined();
  });

  test('speaks HTTPS alone on both sides, with the usual headers on what is not from the function', () => {
    for (const behaviour of [config.DefaultCacheBehavior, ...config.CacheBehaviors]) {
      expect(behaviour).toMatchObject({
        ViewerProtocolPolicy: 'redirect-to-https',
        ResponseHeadersPolicyId: SECURITY_HEADERS,
      });
    }
    expect(config.Origins).toMatchObject([
      { CustomOriginConfig: { OriginProtocolPolicy: 'https-only', OriginSSLProtocols: ['TLSv1.2'] } },
    ]);
  });

  test('with a name of your own demands TLS 1.2, and everything knows that name', () => {
    const domain = {
      name: 'driftline.example.com',
      certificateArn: 'arn:aws:acm:us-east-1:111122223333:certificate/1',
    };
    const named = synthesizeStack({ dashboard: { domain } });
    expect(only(named, 'AWS::CloudFront::Distribution').DistributionConfig).toMatchObject({
      Aliases: [domain.name],
      ViewerCertificate: { AcmCertificateArn: domain.certificateArn, MinimumProtocolVersion: 'TLSv1.2_2021' },
    });
    expect(only(named, 'AWS::Cognito::UserPoolClient')).toMatchObject({
      CallbackURLs: ['https://driftline.example.com/signed-in'],
    });
    expect(named.outputs.DashboardAddress?.Value).toBe('https://driftline.example.com/');
  });
});

describe('who knows the dashboard', () => {
  test('the function, which is told where people sign in and where they upload to', () => {
    const pool = idOf('AWS::Cognito::UserPool', 'Dashboard');
    expect(variablesOf('Dashboard')).toMatchObject({
      [ENVIRONMENT.dashboardUrl]: address(),
      [DASHBOARD_ENVIRONMENT.signInIssuer]: {
        'Fn::Join': ['', ['https://', { 'Fn::GetAtt': [pool, 'ProviderName'] }]],
      },
      [DASHBOARD_ENVIRONMENT.signInClient]: { Ref: idOf('AWS::Cognito::UserPoolClient', 'Dashboard') },
      [DASHBOARD_ENVIRONMENT.uploadsUrl]: {
        'Fn::Join': [
          '',
          ['https://', { 'Fn::GetAtt': [idOf('AWS::S3::Bucket', 'MonitorInputs'), 'RegionalDomainName'] }],
        ],
      },
    });
    expect(JSON.stringify(variablesOf('Dashboard')[DASHBOARD_ENVIRONMENT.signInUrl])).toMatch(
      /UserPoolDomain|DashboardPeoplePages.*\.auth\./,
    );
  });

  test('decide, so that alerts link to it', () => {
    expect(variablesOf('Decide')[ENVIRONMENT.dashboardUrl]).toEqual(address());
  });

  test('the inputs bucket, which takes posts from its pages alone', () => {
    const { CorsConfiguration } = resources[idOf('AWS::S3::Bucket', 'MonitorInputs')]!.Properties;
    expect(CorsConfiguration.CorsRules).toEqual([
      {
        AllowedMethods: ['POST'],
        AllowedOrigins: [address()],
        ExposedHeaders: ['x-amz-version-id'],
        MaxAge: 3600,
      },
    ]);
    expect(
      resources[idOf('AWS::S3::Bucket', 'MonitorArtifacts')]!.Properties.CorsConfiguration,
    ).toBeUndefined();
  });

  test('whoever reads the outputs', () => {
    expect(outputs.DashboardAddress?.Value).toEqual(address('/'));
    expect(JSON.stringify(outputs.InviteSomeone?.Value)).toContain('aws cognito-idp admin-create-user');
  });
});

describe('without it', () => {
  test('-c dashboard=false leaves nothing of it, and alerts name commands', () => {
    const bare = synthesizeStack({ dashboard: false });
    const types = new Set(Object.values(bare.resources).map(({ Type }) => Type.split('::')[1]));
    for (const service of ['CloudFront', 'Cognito', 'ApiGatewayV2']) expect(types).not.toContain(service);
    expect(Object.keys(bare.resources).filter((id) => id.includes('Dashboard'))).toEqual([]);
    expect(JSON.stringify(bare.resources)).not.toContain(ENVIRONMENT.dashboardUrl);
    expect(bare.outputs.DashboardAddress).toBeUndefined();
  });

  test('the context says whether, and how', () => {
    const read = (context: Record<string, unknown>) => dashboardIn(newApp(context).node);
    expect(read({})).toEqual({ requireMfa: false });
    expect(read({ dashboard: 'false' })).toBe(false);
    expect(read({ dashboard: false })).toBe(false);
    expect(read({ dashboardMfa: 'required' })).toEqual({ requireMfa: true });
    expect(read({ dashboardDomain: 'd.example.com', dashboardCertificate: 'arn:1' })).toEqual({
      requireMfa: false,
      domain: { name: 'd.example.com', certificateArn: 'arn:1' },
    });
    expect(() => read({ dashboard: 'no' })).toThrow('dashboard: expected true or false, got "no"');
    expect(() => read({ dashboardDomain: 'd.example.com' })).toThrow('dashboardCertificate is missing');
  });
});

test('beside a given inputs bucket synth warns that it needs a CORS rule', () => {
  const app = newApp();
  const mine = new Stack(app, 'Mine');
  const inputs = Bucket.fromBucketName(mine, 'In', 'my-uploads');
  const monitor = new DriftMonitor(mine, 'Monitor', withStandIns({ inputs }));
  new Dashboard(mine, 'Dashboard', { monitor });
  const { resources } = templateOf(app, mine);
  expect(JSON.stringify(resources)).toContain('my-uploads.s3.');
  const warnings = mine.node.findAll().flatMap(({ node }) => node.metadata.map(({ data }) => String(data)));
  expect(warnings).toContainEqual(expect.stringContaining('need a CORS rule'));
  expect(warningsOf({})).toEqual([]);
});
