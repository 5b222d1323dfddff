import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { RemovalPolicy } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Code, Function as LambdaFn, Runtime } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { capitalize, type FunctionName, SIZES } from './function-sizes.ts';

/** `dist/functions` of this package, seen from `infra/aws/` as from `dist/<folder>/`. */
const PREBUILT = fileURLToPath(new URL('../../dist/functions', import.meta.url));

export interface FunctionOptions {
  readonly description: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Folder that holds one folder with `index.mjs` for each function; that of this package unless told. */
  readonly functionsFolder?: string | undefined;
}

/**
 * A function with what all of them share: Node 24 on arm64 (a fifth cheaper), prebuilt code with its source map, a log
 * kept for a month, and a role that may do nothing but write that log.
 *
 * No X-Ray: it needs a permission on `*` and costs by the call, while every log line carries the file and the monitor.
 * No reserved concurrency: it would push good messages towards the dead letters; the queues bound it instead.
 */
export function createFunction(scope: Construct, name: FunctionName, options: FunctionOptions): LambdaFn {
  const id = capitalize(name);
  const logGroup = new LogGroup(scope, `${id}Log`, {
    retention: RetentionDays.ONE_MONTH,
    removalPolicy: RemovalPolicy.DESTROY,
  });
  const role = new Role(scope, `${id}Role`, { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
  logGroup.grantWrite(role);
  return new LambdaFn(scope, id, {
    description: options.description,
    runtime: Runtime.NODEJS_24_X,
    architecture: Architecture.ARM_64,
    code: Code.fromAsset(prebuilt(name, options.functionsFolder ?? PREBUILT)),
    handler: 'index.handler',
    memorySize: SIZES[name].memory,
    timeout: SIZES[name].timeout,
    environment: { ...options.environment, NODE_OPTIONS: '--enable-source-maps' },
    logGroup,
    role,
  });
}

function prebuilt(name: FunctionName, folder: string): string {
  const path = join(folder, name);
  if (existsSync(path)) return path;
  throw new Error(`There is no ${path}: the functions are not built. Run "npm run build" first.`);
}
