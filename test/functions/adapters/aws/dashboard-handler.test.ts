import { gunzipSync } from 'node:zlib';
import type { APIGatewayProxyEventV2, Context as LambdaContext } from 'aws-lambda';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { handler } from '../../../../functions/dashboard/handler.ts';
import { FakeAws } from '../../fake-aws.ts';

vi.hoisted(() => {
  Object.assign(process.env, {
    AWS_REGION: 'eu-central-1',
    AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'not a secret',
    POWERTOOLS_DEV: 'true',
    DRIFTLINE_INPUTS_BUCKET: 'my-inputs',
    DRIFTLINE_ARTIFACTS_BUCKET: 'my-artifacts',
    DRIFTLINE_TABLE: 'my-table',
    DRIFTLINE_QUEUE_URL_DECIDE: 'https://sqs.test/decide',
    DRIFTLINE_DASHBOARD_URL: 'https://d.example',
    DRIFTLINE_SIGN_IN_URL: 'https://sign-in.example',
    DRIFTLINE_SIGN_IN_ISSUER: 'https://issuer.example',
    DRIFTLINE_SIGN_IN_CLIENT: 'client',
    DRIFTLINE_UPLOADS_URL: 'https://my-inputs.s3.eu-central-1.amazonaws.com',
  });
});

const lambda = {
  awsRequestId: 'request',
  functionName: 'dashboard',
  functionVersion: '1',
  invokedFunctionArn: 'arn:aws:lambda:eu-central-1:111122223333:function:dashboard',
  memoryLimitInMB: '1024',
  getRemainingTimeInMillis: () => 29_000,
} as LambdaContext;

interface Asked {
  readonly method?: string;
  readonly groups?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** A request as API Gateway passes it on, with the claims of a token that it has checked. */
function event(path: string, { method = 'GET', groups, headers = {}, body }: Asked): APIGatewayProxyEventV2 {
  const claims = { sub: 'abc', username: 'ada', 'cognito:groups': groups };
  const authorizer = groups === undefined ? {} : { authorizer: { jwt: { claims, scopes: [] } } };
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath: path,
    rawQueryString: '',
    headers: { host: 'api.internal', 'content-type': 'application/json', ...headers },
    requestContext: { http: { method, path }, domainName: 'api.internal', ...authorizer },
    isBase64Encoded: false,
    ...(body !== undefined && { body: JSON.stringify(body) }),
  } as unknown as APIGatewayProxyEventV2;
}

async function ask(path: string, asked: Asked = {}) {
  const { statusCode, headers = {}, body = '', isBase64Encoded } = await handler(event(path, asked), lambda);
  const text = isBase64Encoded ? gunzipSync(Buffer.from(body, 'base64')).toString() : body;
  return { statusCode, headers, text };
}

let aws: FakeAws;
beforeEach(() => {
  aws = new FakeAws();
  vi.spyOn(console, 'error').mockImplementation(() => {});
});
afterEach(() => {
  vi.restoreAllMocks();
  aws.reset();
});

describe('the function behind API Gateway', () => {
  test('answers those with a token, by the groups in it', async () => {
    expect((await ask('/api/v1/monitors')).statusCode).toBe(401);
    expect((await ask('/api/v1/monitors', { groups: '[stranger]' })).statusCode).toBe(403);
    const { statusCode, text } = await ask('/api/v1/me', { groups: '[viewer]' });
    expect(statusCode).toBe(200);
    expect(JSON.parse(text)).toMatchObject({ name: 'ada', may: 'view', inputs: 's3://my-inputs' });
  });

  test('lets an operator change something, from its own page alone', async () => {
    const body = { monitor: 'churn', kind: 'production', name: 'june.csv', size: 10 };
    const post = (groups: string, origin: string) =>
      ask('/api/v1/uploads', { method: 'POST', groups, body, headers: { origin } });
    expect((await post('[viewer]', 'https://d.example')).statusCode).toBe(403);
    expect((await post('[operator]', 'https://evil.example')).statusCode).toBe(403);
    const { statusCode, text } = await post('[operator]', 'https://d.example');
    expect(statusCode).toBe(200);
    expect(JSON.parse(text)).toMatchObject({
      method: 'POST',
      key: 'production/churn/june.csv',
      url: 'https://my-inputs.s3.eu-central-1.amazonaws.com/',
    });
  });

  test('compresses what it answers, as a report may be larger than an answer', async () => {
    const { headers, text } = await ask('/api/v1/openapi.json', { headers: { 'accept-encoding': 'gzip' } });
    expect(headers['content-encoding']).toBe('gzip');
    expect(JSON.parse(text)).toMatchObject({ openapi: '3.1.0' });
  });

  test('tells the page how to sign in, and browsers to insist on TLS', async () => {
    const { headers, text } = await ask('/config.json');
    expect(JSON.parse(text)).toEqual({
      mode: 'cognito',
      issuer: 'https://issuer.example',
      signInUrl: 'https://sign-in.example',
      clientId: 'client',
      redirectUri: 'https://d.example/signed-in',
    });
    expect(headers['strict-transport-security']).toMatch(/^max-age=\d+/);
  });

  test('says so when the table cannot be read', async () => {
    aws.dynamo.onAnyCommand().rejects(new Error('The table is gone.'));
    const { statusCode, text } = await ask('/api/v1/monitors', { groups: '[viewer]' });
    expect(statusCode).toBe(500);
    expect(JSON.parse(text)).toMatchObject({ error: { code: 'failed' } });
    expect(console.error).toHaveBeenCalled();
  });
});
