import { RemovalPolicy, Validations } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  HttpApi,
  HttpMethod,
  HttpStage,
  type IHttpRouteAuthorizer,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { Function as LambdaFn } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { API_SCOPE, type SignIn } from './sign-in.ts';

/**
 * Requests a second, of all viewers together, and at once. A page that is looked at asks for a few things every two
 * seconds. It also bounds the function: 50 a second keep two or three running, so that a new account's ten are not
 * used up. (Such an account can reserve none.)
 */
const REQUESTS_PER_SECOND_MAX = 50;
const REQUESTS_AT_ONCE_MAX = 100;

/** The API without its routes: those need a function that knows the dashboard's address, which needs the API. */
export function createApi(scope: Construct): HttpApi {
  const api = new HttpApi(scope, 'Api', {
    description: 'The dashboard: its page and its API.',
    createDefaultStage: false,
  });
  const log = new LogGroup(scope, 'ApiLog', {
    retention: RetentionDays.ONE_MONTH,
    removalPolicy: RemovalPolicy.DESTROY,
  });
  new HttpStage(scope, 'Stage', {
    httpApi: api,
    stageName: '$default',
    autoDeploy: true,
    throttle: { rateLimit: REQUESTS_PER_SECOND_MAX, burstLimit: REQUESTS_AT_ONCE_MAX },
    accessLogSettings: {
      destination: new LogGroupLogDestination(log),
      format: AccessLogFormat.custom(JSON.stringify(LOGGED)),
    },
  });
  return api;
}

/** Who asked for what, and what came of it. Never a query or a token. */
const LOGGED = {
  time: '$context.requestTime',
  requestId: '$context.requestId',
  ip: '$context.identity.sourceIp',
  who: '$context.authorizer.claims.username',
  method: '$context.httpMethod',
  path: '$context.path',
  status: '$context.status',
  bytes: '$context.responseLength',
  ms: '$context.responseLatency',
  error: '$context.error.message',
  authorizerError: '$context.authorizer.error',
};

/**
 * Lets requests through to the function: to the API those with a token of ours, to the page any. Whatever way a request
 * takes, the function believes nothing but what the authorizer says of its token, and without that answers 401.
 */
export function addRoutes(api: HttpApi, fn: LambdaFn, { issuer, client }: SignIn): void {
  const integration = new HttpLambdaIntegration('Function', fn);
  api.addRoutes({
    path: '/api/v1/{proxy+}',
    methods: [HttpMethod.ANY],
    integration,
    // "As": CDK's own types do not hold under exactOptionalPropertyTypes.
    authorizer: new HttpJwtAuthorizer('Token', issuer, {
      jwtAudience: [client.userPoolClientId],
    }) as IHttpRouteAuthorizer,
    authorizationScopes: [API_SCOPE],
  });
  for (const path of ['/', '/{proxy+}', '/api/v1/openapi.json']) {
    for (const route of api.addRoutes({ path, methods: [HttpMethod.GET, HttpMethod.HEAD], integration })) {
      Validations.of(route).acknowledge({
        id: 'AwsSolutions-APIG4',
        reason:
          'The page, its files and the description of the API hold nothing but the program: whoever is to sign in has to get them first.',
      });
    }
  }
}
