import { describe, expect, test } from 'vitest';
import { SPREAD_ENVIRONMENT } from '../../../functions/environment.ts';
import { spreadIn } from '../../../infra/aws/context.ts';
import { SIZES } from '../../../infra/aws/function-sizes.ts';
import type { SpreadProps } from '../../../infra/aws/spread.ts';
import { newApp, synthesizeStack, type Template } from './synthesize.ts';

const variables = ({ resources, idOf }: Template, name: string) =>
  resources[idOf('AWS::Lambda::Function', `Monitor${name}`)]!.Properties.Environment.Variables;

/** The definition, with the ARN of the function in the place of the reference to it. */
function definitionOf({ all }: Template) {
  const [[, machine] = []] = all('AWS::StepFunctions::StateMachine');
  const {
    'Fn::Join': [, parts],
  } = machine!.Properties.DefinitionString;
  return JSON.parse(parts.map((part: unknown) => (typeof part === 'string' ? part : 'arn:spread')).join(''));
}

const synthesize = (spread?: SpreadProps | false) =>
  synthesizeStack({ dashboard: false, ...(spread !== undefined && { spread }) });
const whole = synthesize();

describe('large batches', () => {
  test('above 10 GB go to a state machine, within limits, unless told otherwise', () => {
    const machine = whole.idOf('AWS::StepFunctions::StateMachine', 'MonitorSpreadMachine');
    expect(variables(whole, 'Detect')).toMatchObject({
      [SPREAD_ENVIRONMENT.aboveBytes]: '10000000000',
      [SPREAD_ENVIRONMENT.stateMachineArn]: { Ref: machine },
    });
    expect(variables(whole, 'Spread')).toMatchObject({
      [SPREAD_ENVIRONMENT.hoursMax]: '6',
      [SPREAD_ENVIRONMENT.dollarsMax]: '5',
    });
    const { States, TimeoutSeconds } = definitionOf(whole);
    expect(States.Tally.MaxConcurrency).toBe(20);
    expect(TimeoutSeconds).toBe(7 * 3600);
  });

  test('within the limits given', () => {
    const given = synthesize({ aboveGb: 0.005, concurrency: 200, hoursMax: 1, dollarsMax: 0.5 });
    expect(variables(given, 'Detect')[SPREAD_ENVIRONMENT.aboveBytes]).toBe('5000000');
    expect(variables(given, 'Spread')).toMatchObject({
      [SPREAD_ENVIRONMENT.hoursMax]: '1',
      [SPREAD_ENVIRONMENT.dollarsMax]: '0.5',
    });
    expect(definitionOf(given).States.Tally.MaxConcurrency).toBe(200);
  });

  test('without, there is nothing of it', () => {
    const without = synthesize(false);
    expect(without.all('AWS::StepFunctions::StateMachine')).toEqual([]);
    expect(JSON.stringify(without.resources)).not.toContain('Spread');
    expect(variables(without, 'Detect')[SPREAD_ENVIRONMENT.aboveBytes]).toBeUndefined();
  });
});

describe('the state machine', () => {
  test('may call its function, and run its own map, and nothing else', () => {
    const policy = whole.resources[whole.idOf('AWS::IAM::Policy', 'MonitorSpreadMachinePolicy')]!;
    const allowed = policy.Properties.PolicyDocument.Statement;
    expect(policy.Properties.Roles).toEqual([
      { Ref: whole.idOf('AWS::IAM::Role', 'MonitorSpreadMachineRole') },
    ]);
    expect(allowed.map(({ Action }: { Action: unknown }) => Action)).toEqual([
      'lambda:InvokeFunction',
      'states:StartExecution',
      ['states:DescribeExecution', 'states:StopExecution'],
    ]);
    expect(allowed[0].Resource).toEqual({
      'Fn::GetAtt': [whole.idOf('AWS::Lambda::Function', 'MonitorSpread'), 'Arn'],
    });
  });

  const { States } = definitionOf(whole);
  const inner = (state: { ItemProcessor?: { States: object } }) =>
    Object.entries(state.ItemProcessor?.States ?? {});
  // biome-ignore lint/suspicious/noExplicitAny: states are of many shapes.
  const tasks: [string, any][] = Object.entries<any>(States).flatMap(([name, state]) =>
    state.Type === 'Task' ? [[name, state]] : inner(state),
  );

  test.each(tasks)(
    '%s is given longer than its function takes, and tried again unless that cannot help',
    (_name, task) => {
      expect(task.Resource).toBe('arn:spread');
      expect(task.TimeoutSeconds).toBeGreaterThan(SIZES.spread.timeout.toSeconds());
      const [never, always] = task.Retry;
      expect(never).toMatchObject({ ErrorEquals: expect.arrayContaining(['RunEnded']), MaxAttempts: 0 });
      expect(always).toMatchObject({ ErrorEquals: ['States.ALL'], MaxAttempts: 7 });
    },
  );

  test('tolerates no range that failed: whatever fails for good ends in people being told', () => {
    expect(JSON.stringify(States)).not.toContain('Tolerated');
    const able = Object.entries<{ Type: string; Catch?: object[] }>(States).filter(
      ([name, { Type }]) => ['Task', 'Map'].includes(Type) && name !== 'GiveUp',
    );
    expect(able.map(([name]) => name)).toEqual(['Plan', 'Tally', 'Mend', 'Merge', 'Judge']);
    for (const [, { Catch }] of able) {
      expect(Catch).toMatchObject([{ ErrorEquals: ['States.ALL'], Next: 'GiveUp' }]);
    }
    expect(States.GivenUp.Type).toBe('Fail');
  });
});

describe('the context', () => {
  const read = (context: Record<string, unknown>) => spreadIn(newApp(context).node);

  test('leaves the limits as they are, changes them, or turns all of it off', () => {
    expect(read({})).toEqual({});
    expect(read({ spreadAboveGb: '0.005', spreadConcurrency: '100' })).toEqual({
      aboveGb: 0.005,
      concurrency: 100,
    });
    expect(read({ spreadHoursMax: 12, spreadDollarsMax: 1.5 })).toEqual({ hoursMax: 12, dollarsMax: 1.5 });
    expect(read({ spread: 'false', spreadAboveGb: '1' })).toBe(false);
  });

  test('refuses what is no number above 0', () => {
    expect(() => read({ spreadAboveGb: '5 MB' })).toThrow(
      'spreadAboveGb: expected a number above 0, got "5 MB". Give, say, -c spreadAboveGb=20.',
    );
    expect(() => read({ spreadDollarsMax: 0 })).toThrow('expected a number above 0, got 0');
    expect(() => read({ spread: 'no' })).toThrow('spread: expected true or false, got "no"');
  });
});
