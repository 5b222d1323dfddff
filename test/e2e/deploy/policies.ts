import type { Template } from './deploy.ts';
import { ACCOUNT, REGION } from './emulator/emulator.ts';

/** A call that a deployed function made, as the emulator saw it. */
export interface Call {
  /** `arn:aws:sts::<account>:assumed-role/<role>/<function>` */
  readonly principal: string;
  readonly action: string;
  readonly resource: string;
  /** What the emulator decided. */
  readonly allowed: boolean;
}

/** One action on one resource; `*` in either stands for anything. */
export interface Permission {
  readonly action: string;
  readonly resource: string;
}

/** Whether one of the permissions covers the call. */
export function covers(
  permissions: readonly Permission[],
  { action, resource }: Omit<Call, 'allowed'>,
): boolean {
  return permissions.some((given) => matches(given.action, action) && matches(given.resource, resource));
}

/**
 * What the synthesized template allows each role, by the physical name of the role.
 *
 * @throws for a statement that is more than actions on resources, so that nothing is taken for allowed by mistake.
 */
export function permissionsOfRoles(
  { Resources }: Template,
  physicalIds: ReadonlyMap<string, string>,
): Map<string, Permission[]> {
  const arn = (id: string) => arnOf(Resources[id]?.Type ?? '', physicalIds.get(id) ?? '');
  const permissions = new Map<string, Permission[]>();
  for (const { Type, Properties } of Object.values(Resources)) {
    if (Type !== 'AWS::IAM::Policy') continue;
    const given = Properties.PolicyDocument.Statement.flatMap((statement: Record<string, unknown>) => {
      const { Effect, Action, Resource, ...more } = statement;
      if (Effect !== 'Allow' || Object.keys(more).length > 0) {
        throw new Error(`Compare this statement by hand: ${JSON.stringify(statement)}`);
      }
      return list(Action).flatMap((action) =>
        list(Resource).map((resource) => ({ action, resource: textOf(resource, arn) })),
      );
    });
    for (const { Ref } of Properties.Roles) {
      const role = physicalIds.get(Ref) ?? Ref;
      permissions.set(role, [...(permissions.get(role) ?? []), ...given]);
    }
  }
  return permissions;
}

export const roleOf = ({ principal }: Pick<Call, 'principal'>): string => principal.split('/')[1] ?? '';

function matches(pattern: string, text: string): boolean {
  const parts = pattern.split('*').map((part) => part.replace(/[\\^$.|?+()[\]{}]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 's').test(text);
}

/** The text that CloudFormation makes of a value of a template. */
function textOf(value: unknown, arn: (id: string) => string): string {
  if (typeof value === 'string') return value;
  const { Ref, 'Fn::GetAtt': attribute, 'Fn::Join': join } = value as Record<string, unknown>;
  if (typeof Ref === 'string' && Ref in PSEUDO) return PSEUDO[Ref] ?? '';
  // Of a topic and a state machine the reference is its ARN; nothing else is named by reference in a policy.
  if (typeof Ref === 'string') return arn(Ref);
  if (Array.isArray(attribute) && attribute[1] === 'Arn') return arn(attribute[0]);
  if (Array.isArray(attribute) && attribute[1] === 'Name') return arn(attribute[0]).split(':').at(-1) ?? '';
  if (Array.isArray(join)) return join[1].map((part: unknown) => textOf(part, arn)).join(join[0]);
  throw new Error(`Not understood in a policy: ${JSON.stringify(value)}`);
}

const PSEUDO: Readonly<Record<string, string>> = {
  'AWS::Partition': 'aws',
  'AWS::Region': REGION,
  'AWS::AccountId': ACCOUNT,
};

function arnOf(type: string, physicalId: string): string {
  const name = physicalId.split('/').at(-1);
  switch (type) {
    case 'AWS::S3::Bucket':
      return `arn:aws:s3:::${physicalId}`;
    case 'AWS::DynamoDB::Table':
      return `arn:aws:dynamodb:${REGION}:${ACCOUNT}:table/${physicalId}`;
    case 'AWS::SQS::Queue':
      return `arn:aws:sqs:${REGION}:${ACCOUNT}:${name}`;
    case 'AWS::SNS::Topic':
    case 'AWS::StepFunctions::StateMachine':
      return physicalId;
    case 'AWS::Lambda::Function':
      return `arn:aws:lambda:${REGION}:${ACCOUNT}:function:${name}`;
    case 'AWS::Logs::LogGroup':
      return `arn:aws:logs:${REGION}:${ACCOUNT}:log-group:${physicalId}:*`;
    default:
      throw new Error(`No policy named a ${type} so far: say here what its ARN is.`);
  }
}

const list = <T>(value: T): string[] => (Array.isArray(value) ? value : [value]) as string[];
