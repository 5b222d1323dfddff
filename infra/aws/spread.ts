import { ArnFormat, type CfnElement, Stack, Validations } from 'aws-cdk-lib';
import { Policy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Function as LambdaFn } from 'aws-cdk-lib/aws-lambda';
import { DefinitionBody, StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import { SPREAD_ENVIRONMENT } from '../../functions/environment.ts';
import { type Raise, watchSpread } from './alarms.ts';
import { spreadDefinition } from './spread-definition.ts';

/** Limits of reading a batch by many. Each is of one batch: two at a time take twice as much. */
export interface SpreadProps {
  /** Batches above so many gigabytes (10⁹ bytes) are read by many: 10 unless told. One function reads some 60 in its time. */
  readonly aboveGb?: number;
  /** Functions that read at the same time: 20 unless told. An account may run 1,000, a new one 10. */
  readonly concurrency?: number;
  /** Longest time, after which the file is set aside: 6 hours unless told. */
  readonly hoursMax?: number;
  /** A file that is estimated to cost more dollars is set aside unread: 5 unless told. */
  readonly dollarsMax?: number;
}

interface SpreadFunctions {
  /** Hands large batches over. */
  readonly detect: LambdaFn;
  /** Does the steps. */
  readonly spread: LambdaFn;
}

/** For the steps that are under way when the time is over, and for telling people. */
const HOURS_BEHIND = 1;

/**
 * A state machine that has large batches read range by range. It costs nothing as long as there is none (but for its
 * alarm).
 */
export function addSpread(
  scope: Construct & { readonly raise: Raise },
  {
    aboveGb = 10,
    concurrency = 20,
    hoursMax = 6,
    dollarsMax = 5,
    detect,
    spread,
  }: SpreadProps & SpreadFunctions,
): void {
  const role = new Role(scope, 'SpreadMachineRole', {
    assumedBy: new ServicePrincipal('states.amazonaws.com'),
  });
  const definition = spreadDefinition({
    functionArn: spread.functionArn,
    concurrency,
    timeoutSeconds: (hoursMax + HOURS_BEHIND) * 3600,
  });
  const machine = new StateMachine(scope, 'SpreadMachine', {
    comment: 'Reads a batch that is too large for one function.',
    definitionBody: DefinitionBody.fromString(Stack.of(scope).toJsonString(definition)),
    role,
  });
  acknowledgeLogs(machine);
  allowMachine(scope, role, machine, spread);

  detect.addEnvironment(SPREAD_ENVIRONMENT.aboveBytes, String(aboveGb * 1e9));
  detect.addEnvironment(SPREAD_ENVIRONMENT.stateMachineArn, machine.stateMachineArn);
  detect.role?.addToPrincipalPolicy(
    new PolicyStatement({ actions: ['states:StartExecution'], resources: [machine.stateMachineArn] }),
  );
  spread.addEnvironment(SPREAD_ENVIRONMENT.hoursMax, String(hoursMax));
  spread.addEnvironment(SPREAD_ENVIRONMENT.dollarsMax, String(dollarsMax));
  watchSpread(scope.raise, machine);
}

/**
 * What the machine may do: call the one function, and have its map run as executions of itself. A policy beside the role,
 * for it names the machine, which waits for its role.
 */
function allowMachine(scope: Construct, role: Role, machine: StateMachine, spread: LambdaFn): void {
  const executions = Stack.of(scope).formatArn({
    service: 'states',
    resource: 'execution',
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    resourceName: `${machine.stateMachineName}:*`,
  });
  const policy = new Policy(scope, 'SpreadMachinePolicy', {
    roles: [role],
    statements: [
      new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [spread.functionArn] }),
      new PolicyStatement({ actions: ['states:StartExecution'], resources: [machine.stateMachineArn] }),
      new PolicyStatement({
        actions: ['states:DescribeExecution', 'states:StopExecution'],
        resources: [executions],
      }),
    ],
  });
  const logicalId = Stack.of(scope).getLogicalId(machine.node.defaultChild as CfnElement);
  Validations.of(policy).acknowledge({
    id: `AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:states:<AWS::Region>:<AWS::AccountId>:execution:<${logicalId}.Name>:*]`,
    reason: 'Executions of its own map, whose names Step Functions chooses: they are not known beforehand.',
  });
}

function acknowledgeLogs(machine: StateMachine): void {
  Validations.of(machine).acknowledge(
    {
      id: 'AwsSolutions-SF1',
      reason:
        'Step Functions keeps the history of every execution for 90 days, and each step writes a line to the log of its ' +
        'function. A log of its own would need permissions on * and say the same.',
    },
    {
      id: 'AwsSolutions-SF2',
      reason:
        'Tracing needs a permission on * and costs by the call, while every log line carries the run and the step.',
    },
  );
}
