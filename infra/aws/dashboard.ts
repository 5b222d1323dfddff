import { Annotations, RemovalPolicy } from 'aws-cdk-lib';
import { Bucket, HttpMethods, type IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { DASHBOARD_ENVIRONMENT, ENVIRONMENT } from '../../functions/environment.ts';
import { watchApi } from './alarms.ts';
import { createDistribution, type OwnDomain } from './distribution.ts';
import type { DriftMonitor } from './drift-monitor.ts';
import { addRoutes, createApi } from './http-api.ts';
import { createSignIn, type SignIn } from './sign-in.ts';

export interface DashboardProps {
  /** What it shows and lets people do. */
  readonly monitor: DriftMonitor;
  /** A name of your own in place of one of CloudFront. */
  readonly domain?: OwnDomain;
  /** Whether everybody needs a second factor for signing in. */
  readonly requireMfa?: boolean;
  /** What becomes of the people who may sign in, when they are removed from the stack; as for a monitor's data. */
  readonly removalPolicy?: RemovalPolicy;
}

/**
 * The page for people and its API: CloudFront → HTTP API → one function, which serves both. Alerts then link to it.
 *
 * Each part knows those before it alone. What has to know the address (the client that people sign in with, the
 * function, the links in alerts, the bucket that takes uploads) comes after the distribution, which needs nothing but
 * the bare API; the routes come last. So there is no circle to be broken by a custom resource or a second deploy.
 *
 * @example new Dashboard(stack, 'Dashboard', { monitor });
 */
export class Dashboard extends Construct {
  /** Without a slash at its end. */
  readonly address: string;
  readonly signIn: SignIn;

  constructor(scope: Construct, id: string, { monitor, domain, requireMfa, removalPolicy }: DashboardProps) {
    super(scope, id);
    const api = createApi(this);
    const distribution = createDistribution(this, api, domain);
    this.address = `https://${domain?.name ?? distribution.distributionDomainName}`;
    this.signIn = createSignIn(this, {
      address: this.address,
      requireMfa: requireMfa ?? false,
      removalPolicy: removalPolicy ?? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
    const fn = monitor.addFunction('dashboard', {
      [ENVIRONMENT.dashboardUrl]: this.address,
      [DASHBOARD_ENVIRONMENT.signInUrl]: this.signIn.url,
      [DASHBOARD_ENVIRONMENT.signInIssuer]: this.signIn.issuer,
      [DASHBOARD_ENVIRONMENT.signInClient]: this.signIn.client.userPoolClientId,
      [DASHBOARD_ENVIRONMENT.uploadsUrl]: `https://${monitor.inputs.bucketRegionalDomainName}`,
    });
    addRoutes(api, fn, this.signIn);

    monitor.functions.decide.addEnvironment(ENVIRONMENT.dashboardUrl, this.address);
    takeUploadsFrom(this.address, monitor.inputs);
    watchApi(monitor.raise, api);
  }
}

/** Lets pages of the dashboard, and of nobody else, post to the bucket. */
function takeUploadsFrom(address: string, inputs: IBucket): void {
  if (inputs instanceof Bucket) {
    inputs.addCorsRule({
      allowedOrigins: [address],
      allowedMethods: [HttpMethods.POST],
      // The page tells by it what becomes of this very version.
      exposedHeaders: ['x-amz-version-id'],
      maxAge: 3600,
    });
    return;
  }
  Annotations.of(inputs).addWarningV2(
    'driftline:uploads-need-cors',
    'Uploads from the dashboard need a CORS rule of the given inputs bucket: method POST from the origin of the dashboard, exposing x-amz-version-id.',
  );
}
