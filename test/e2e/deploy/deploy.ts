import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inject } from 'vitest';
import { shell } from './shell.ts';

/** A deployed stack. */
export interface Deployed {
  readonly stack: string;
  /** What the stack says after its deploy. */
  readonly outputs: Readonly<Record<string, string>>;
  /** The template as it was synthesized. */
  readonly template: Template;
  /** Physical ids by logical ids. */
  readonly physicalIds: ReadonlyMap<string, string>;
  readonly seconds: number;
}

export interface Template {
  // biome-ignore lint/suspicious/noExplicitAny: a template is data of many shapes.
  readonly Resources: Readonly<Record<string, { readonly Type: string; readonly Properties: any }>>;
}

/**
 * Deploys with the command that a user types.
 *
 * @param options what stands behind it, such as `-c dashboard=false`
 */
export async function deploy(stack: string, options = ''): Promise<Deployed> {
  const folder = join(inject('aws')!.folder, stack);
  const began = performance.now();
  await shell(
    `cdk deploy --quiet --output ${folder} -c stackName=${stack} -c alertEmail=ann@example.com ${options}`,
    {
      timeoutMs: 180_000,
    },
  );
  const seconds = (performance.now() - began) / 1000;
  const described = await shell(`aws cloudformation describe-stacks --stack-name ${stack} --output json`);
  const outputs: { OutputKey: string; OutputValue: string }[] = JSON.parse(described).Stacks[0].Outputs;
  const listed = await shell(
    `aws cloudformation describe-stack-resources --stack-name ${stack} --output json`,
  );
  const resources: { LogicalResourceId: string; PhysicalResourceId: string }[] =
    JSON.parse(listed).StackResources;
  return {
    stack,
    seconds,
    outputs: Object.fromEntries(outputs.map(({ OutputKey, OutputValue }) => [OutputKey, OutputValue])),
    template: JSON.parse(readFileSync(join(folder, `${stack}.template.json`), 'utf8')),
    physicalIds: new Map(
      resources.map(({ LogicalResourceId, PhysicalResourceId }) => [LogicalResourceId, PhysicalResourceId]),
    ),
  };
}
