/**
 * The state machine that has a large batch read by many, in the Amazon States Language. Its input is `{ run }`.
 *
 *     Plan → Tally (distributed) → Mend (again until all is mended) → Merge (in groups) → Judge → Done
 *
 * Every state passes on less than 256 KiB: a thousand parts, each with its bytes, its digest and two counts. A step that
 * fails is tried again alone; what fails for good ends the run, for a report is never made of a part of the file.
 */
export function spreadDefinition({
  functionArn,
  concurrency,
  timeoutSeconds,
}: {
  readonly functionArn: string;
  readonly concurrency: number;
  readonly timeoutSeconds: number;
}): object {
  const task = (step: string, input: Readonly<Record<string, string>>) => ({
    Type: 'Task',
    Resource: functionArn,
    Parameters: { step, 'run.$': '$.run', ...input },
    TimeoutSeconds: STEP_SECONDS,
    Retry: RETRY,
  });
  /** Does a step for each item, with nothing else between beginning and end. */
  const forEach = (state: string, step: string, item: string, mode: object) => ({
    ItemProcessor: {
      ProcessorConfig: mode,
      StartAt: state,
      States: { [state]: { ...task(step, { [`${item}.$`]: `$.${item}` }), End: true } },
    },
    ItemSelector: { 'run.$': '$.run', [`${item}.$`]: '$$.Map.Item.Value' },
    MaxConcurrency: concurrency,
    ResultPath: '$.parts',
    Catch: GIVE_UP,
  });
  return {
    Comment: 'Reads a batch that is too large for one function.',
    TimeoutSeconds: timeoutSeconds,
    StartAt: 'Plan',
    States: {
      Plan: { ...task('plan', {}), ResultPath: '$.plan', Catch: GIVE_UP, Next: 'Planned' },
      Planned: {
        Type: 'Choice',
        Choices: [{ Variable: '$.plan.next', StringEquals: 'tally', Next: 'Tally' }],
        Default: 'Done',
      },
      Tally: {
        Type: 'Map',
        ItemsPath: '$.plan.ranges',
        ...forEach('TallyPart', 'tally', 'range', { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' }),
        Next: 'Mend',
      },
      Mend: { ...task('mend', { 'parts.$': '$.parts' }), Catch: GIVE_UP, Next: 'Mended' },
      Mended: {
        Type: 'Choice',
        Choices: [
          { Variable: '$.next', StringEquals: 'mend', Next: 'Mend' },
          { Variable: '$.next', StringEquals: 'merge', Next: 'Merge' },
        ],
        Default: 'Done',
      },
      Merge: {
        Type: 'Map',
        ItemsPath: '$.groups',
        ...forEach('MergeParts', 'merge', 'parts', { Mode: 'INLINE' }),
        Next: 'Judge',
      },
      Judge: { ...task('judge', { 'parts.$': '$.parts' }), Catch: GIVE_UP, Next: 'Done' },
      Done: { Type: 'Succeed' },
      GiveUp: { ...task('give-up', {}), Next: 'GivenUp' },
      GivenUp: {
        Type: 'Fail',
        Error: 'GivenUp',
        Cause: 'A step failed for good: its error is above in the history.',
      },
    },
  };
}

/** A little longer than the function may take, should its answer never come. */
const STEP_SECONDS = 16 * 60;

const RETRY = [
  // What the same step would meet again.
  {
    ErrorEquals: ['RunEnded', 'RunOutOfTime', 'PartsMissing', 'ArtifactChanged', 'ValiError'],
    MaxAttempts: 0,
  },
  // All else may pass, a lack of free functions too: about ten minutes of tries.
  {
    ErrorEquals: ['States.ALL'],
    IntervalSeconds: 2,
    BackoffRate: 3,
    MaxDelaySeconds: 240,
    JitterStrategy: 'FULL',
    MaxAttempts: 7,
  },
];

const GIVE_UP = [{ ErrorEquals: ['States.ALL'], ResultPath: '$.error', Next: 'GiveUp' }];
