import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, type Stack } from 'aws-cdk-lib';
import { afterAll } from 'vitest';
import type { DriftMonitorProps } from '../../../infra/aws/drift-monitor.ts';
import { DriftlineStack, type DriftlineStackProps } from '../../../infra/aws/driftline-stack.ts';
import { FUNCTION_NAMES } from '../../../infra/aws/function-sizes.ts';

const FEATURE_FLAGS = JSON.parse(readFileSync('cdk.json', 'utf8')).context;

const folder = mkdtempSync(join(tmpdir(), 'driftline-synth-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Stands in for the built functions: what is in them does not matter to a template. */
const functionsFolder = join(folder, 'functions');
for (const name of FUNCTION_NAMES) {
  mkdirSync(join(functionsFolder, name), { recursive: true });
  writeFileSync(join(functionsFolder, name, 'index.mjs'), 'export const handler = async () => {};\n');
}

export interface Resource {
  readonly Type: string;
  // biome-ignore lint/suspicious/noExplicitAny: a template is data of many shapes, and tests pick their way through it.
  readonly Properties: any;
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
}

export interface Template {
  readonly resources: Readonly<Record<string, Resource>>;
  /** Resources of a type, by logical id. */
  all(type: string): [id: string, resource: Resource][];
  /** The one logical id that begins so, of this type. */
  idOf(type: string, beginning: string): string;
  readonly outputs: Readonly<Record<string, { Value: unknown }>>;
}

let apps = 0;

/**
 * An app with the settings of cdk.json, which leaves nothing behind.
 *
 * @param builtinCloudFormationValidation the checks of CDK itself take four seconds, so only one test has them.
 */
export function newApp(
  context: Record<string, unknown> = {},
  { builtinCloudFormationValidation = false } = {},
): App {
  return new App({
    outdir: join(folder, `out-${apps++}`),
    context: { ...FEATURE_FLAGS, ...context },
    // What a template does not hold costs more time than the template.
    treeMetadata: false,
    analyticsReporting: false,
    stackTraces: false,
    builtinCloudFormationValidation,
  });
}

/** Props for a stack in a test. */
export const withStandIns = <P extends DriftMonitorProps>(props?: P) => ({
  functionsFolder,
  alertEmails: ['ann@example.com'],
  ...props,
});

/** The stack as `cdk deploy` makes it. */
export function synthesizeStack(props: DriftlineStackProps = {}): Template {
  const app = newApp();
  return templateOf(app, new DriftlineStack(app, 'Driftline', withStandIns(props)));
}

/** @throws when the app does not synthesize, or a check that it runs fails. */
export function templateOf(app: App, { stackName }: Stack): Template {
  const { Resources: resources, Outputs: outputs = {} } = app.synth().getStackByName(stackName).template;
  const all = (type: string) =>
    Object.entries(resources as Record<string, Resource>).filter(([, { Type }]) => Type === type);
  const idOf = (type: string, beginning: string) => {
    const ids = all(type)
      .map(([id]) => id)
      .filter((id) => id.startsWith(beginning));
    if (ids.length !== 1) throw new Error(`${ids.length} resources of ${type} begin with ${beginning}.`);
    return ids[0]!;
  };
  return { resources, all, idOf, outputs };
}

/** What the stack warns of at synth. */
export function warningsOf(props: DriftlineStackProps): string[] {
  const stack = new DriftlineStack(newApp(), 'Driftline', withStandIns(props));
  return stack.node
    .findAll()
    .flatMap(({ node }) => node.metadata)
    .filter(({ type }) => type === 'aws:cdk:warning')
    .map(({ data }) => String(data));
}
