import { fileURLToPath } from 'node:url';
import type {
  APIGatewayProxyEventV2,
  APIGatewayProxyStructuredResultV2,
  Context as LambdaContext,
} from 'aws-lambda';
import { Hono } from 'hono';
import { handle, type LambdaEvent } from 'hono/aws-lambda';
import { compress } from 'hono/compress';
import { accessFromClaims } from '../../dashboard/access.ts';
import { createDashboard } from '../../dashboard/app.ts';
import { serveWeb } from '../../dashboard/serve-web.ts';
import { DASHBOARD_ENVIRONMENT, ENVIRONMENT, SIGNED_IN_PATH } from '../../environment.ts';
import { createS3Client } from './clients.ts';
import { readVariable } from './read-variable.ts';
import { createRuntime, type Runtime } from './runtime.ts';
import { S3Uploads } from './uploads.ts';

/** A Lambda answer is at most 6 MB as JSON, in which quotes and line breaks of a CSV take two bytes. */
const FILE_BYTES_MAX = 4_500_000;

/** The built page beside the code. */
const WEB = fileURLToPath(new URL('./web', import.meta.url));

/** The entry of the function behind the HTTP API: it serves the API and the page. */
export function dashboardHandler(
  runtime: Runtime = createRuntime(),
): (event: APIGatewayProxyEventV2, lambda: LambdaContext) => Promise<APIGatewayProxyStructuredResultV2> {
  const { ports, deadline, logger } = runtime;
  const { signInUrl, signInIssuer, signInClient, uploadsUrl } = DASHBOARD_ENVIRONMENT;
  const origin = readVariable(ENVIRONMENT.dashboardUrl);
  const inputs = () => readVariable(ENVIRONMENT.inputsBucket);
  const dashboard = createDashboard({
    ports,
    uploads: new S3Uploads(createS3Client(), inputs),
    // API Gateway has checked the token; without a route that asks for one there are no claims, and so no access.
    whoAsks: (c) => accessFromClaims(claimsOf(c.env)),
    inputs: `s3://${inputs()}`,
    config: {
      mode: 'cognito',
      issuer: readVariable(signInIssuer),
      signInUrl: readVariable(signInUrl),
      clientId: readVariable(signInClient),
      redirectUri: origin + SIGNED_IN_PATH,
    },
    pages: serveWeb(WEB, { connect: [readVariable(uploadsUrl), readVariable(signInUrl)] }),
    origin,
    fileBytesMax: FILE_BYTES_MAX,
    log: (line) => logger.error('A request failed', { line }),
  });
  // A report of thousands of features is larger than an answer may be, and a tenth of it compressed.
  const answer = handle(new Hono().use(compress()).route('/', dashboard));
  return async (event, lambda) => {
    logger.addContext(lambda);
    deadline.start(lambda.getRemainingTimeInMillis());
    return (await answer(
      event as unknown as LambdaEvent,
      lambda as never,
    )) as APIGatewayProxyStructuredResultV2;
  };
}

/** The claims of the checked token, as the HTTP API's JWT authorizer passes them on. */
function claimsOf(env: unknown): Readonly<Record<string, unknown>> | null {
  const { event } = env as { event?: { requestContext?: { authorizer?: { jwt?: { claims?: unknown } } } } };
  const claims = event?.requestContext?.authorizer?.jwt?.claims;
  return typeof claims === 'object' && claims !== null ? (claims as Record<string, unknown>) : null;
}
