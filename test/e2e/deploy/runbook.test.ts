import { mkdtempSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, inject, test, vi } from 'vitest';
import { Cloud } from './cloud.ts';
import { type Deployed, deploy } from './deploy.ts';
import { commandsIn } from './instructions.ts';
import { Mailbox } from './mailbox.ts';
import { overTheWeb } from './over-the-web.ts';
import { Person } from './person.ts';
import { shell } from './shell.ts';

const STACK = 'Runbook';
const BASELINE = readFileSync('data/breast-cancer/baseline.csv', 'utf8');
const PRODUCTION = readFileSync('data/breast-cancer/production.csv', 'utf8');
const COMMANDS = commandsIn('infra/aws/RUNBOOK.md');
const [SETUP = ''] = COMMANDS.get('Runbook') ?? [];
/** Headings whose commands were run. */
const tried = new Set<string>();

/** What the shell holds after what is to be run first. */
let session: string;
let deployed: Deployed;
let cloud: Cloud;
let mailbox: Mailbox;
let folder: string;

/** Runs the commands under a heading as they are written there, after what is to be run first. */
async function follow(heading: string, placeholders: Record<string, string> = {}): Promise<string> {
  tried.add(heading);
  let script = COMMANDS.get(heading)?.join('\n') ?? '';
  for (const [placeholder, value] of Object.entries(placeholders)) {
    script = script.replace(RegExp(`\\b${placeholder}`, 'g'), value);
  }
  return type(script);
}

/** Types something else than what is written there. */
function type(script: string): Promise<string> {
  // A search in a log that holds nothing of the kind is an answer, not a failure.
  return shell(`set +o pipefail\n${session}\n${script}`, { cwd: folder });
}

/** Uploads settings, and waits until they are in force. */
async function settle(monitor: string, settings: object): Promise<void> {
  await cloud.upload(`monitors/${monitor}.json`, JSON.stringify(settings));
  await eventually(async () => expect((await cloud.settings(monitor)).settings).toMatchObject(settings));
}

const eventually = <T>(look: () => Promise<T>, timeout = 30_000) =>
  vi.waitFor(look, { timeout, interval: 100 });

describe.skipIf(inject('aws') === null)('the runbook', () => {
  beforeAll(async () => {
    deployed = await deploy(STACK);
    folder = mkdtempSync(join(inject('aws')!.folder, 'operator-'));
    session = await shell(`${SETUP.replace('=Driftline', `=${STACK}`)}
      declare -p STACK INPUTS ARTIFACTS TABLE POOL
      declare -f output resource queue arn logs records decide`);
    cloud = new Cloud(deployed);
    mailbox = await Mailbox.subscribe(deployed.outputs.DriftTopic ?? '', 'operators-mailbox');
    for (const monitor of ['default', 'other']) {
      await settle(monitor, { retrain: { mode: 'off' } });
      await cloud.upload(`baseline/${monitor}/train.csv`, BASELINE);
      await eventually(async () => expect(await cloud.champion(monitor)).toBeDefined());
    }
  });

  test.each([
    ['Detect', 's3:PutObject', 'default', '"key":"production/default/june.csv"'],
    ['Decide', 'sns:Publish', 'other', '"monitor":"other"'],
  ])(
    'Dead letters of %s: the lost permission %s is seen in the log and given back, and the messages are taken again',
    async (name, action, monitor, message) => {
      const policy = await type(`
        role=$(resource ${name}Role IAM::Role)
        policy=$(aws iam list-role-policies --role-name "$role" --query 'PolicyNames[0]' --output text)
        aws iam get-role-policy --role-name "$role" --policy-name "$policy" --query PolicyDocument --output json > policy.json
        node -e 'const policy = require("./policy.json");
          policy.Statement = policy.Statement.filter(({ Action }) => Action !== "${action}");
          console.log(JSON.stringify(policy));' > less.json
        aws iam put-role-policy --role-name "$role" --policy-name "$policy" --policy-document file://less.json
        dead=$(arn ${name}DeadLetters)
        aws sqs set-queue-attributes --queue-url "$(queue ${name}Queue)" \\
          --attributes '{"RedrivePolicy":"{\\"deadLetterTargetArn\\":\\"'"$dead"'\\",\\"maxReceiveCount\\":1}"}'
        echo "$policy"`);
      await cloud.upload(`production/${monitor}/june.csv`, PRODUCTION);
      await eventually(async () => expect(await cloud.messages(`${name}DeadLetters`)).toBeGreaterThan(0));
      expect(await mailbox.alertsSoFar(monitor)).toEqual([]);

      const seen = await follow('Dead letters / Investigation', { Detect: name });
      expect(seen.replaceAll('\\', '')).toContain(message);
      expect(seen).toMatch(/AccessDenied|not authorized/);

      await type(`aws iam put-role-policy --role-name "$(resource ${name}Role IAM::Role)" \\
        --policy-name ${policy.trim()} --policy-document file://policy.json`);
      // What was looked at is hidden for ten seconds.
      await eventually(async () => {
        await follow('Dead letters / Resolution', { Detect: name });
        expect(await cloud.messages(`${name}DeadLetters`)).toBe(0);
      });
      await eventually(async () =>
        expect(await cloud.batches(monitor)).toMatchObject([
          { verdict: 'drift', decision: { change: 'opened' } },
        ]),
      );
      expect(await mailbox.alerts(monitor)).toHaveLength(1);
    },
  );

  test('Uploads not delivered: what is there is seen, and the queue emptied', async () => {
    await cloud.send('Undelivered', '{"detail":{"object":{"key":"production/default/lost.csv"}}}');
    expect(await follow('Uploads not delivered / Investigation')).toContain('lost.csv');
    await follow('Uploads not delivered / Resolution');
    expect(await cloud.messages('Undelivered')).toBe(0);
  });

  test('Sweep failed: what is there is seen, a sweep is run by hand, and the queue emptied', async () => {
    await cloud.send('SweepFailed', '{"responsePayload":{"errorMessage":"2 of the things swept failed."}}');
    expect(await follow('Sweep failed / Investigation')).toContain('things swept failed');
    expect(await follow('Sweep failed / Resolution')).toContain('200');
    expect(await cloud.messages('SweepFailed')).toBe(0);
  });

  test('Queue behind: how many messages wait, and how many are hidden', async () => {
    expect(await follow('Queue behind / Investigation')).toMatch(
      /"ApproximateNumberOfMessagesNotVisible": "\d+"/,
    );
  });

  test('Function errors, throttled, slow: time and memory of each run, and the limits of the account', async () => {
    const report = /REPORT RequestId: .*\sDuration: .*\sMax Memory Used/;
    expect(await follow('Function errors / Investigation')).toMatch(report);
    expect(await follow('Function slow / Investigation')).toMatch(report);
    expect(await follow('Function throttled / Investigation')).toContain('ConcurrentExecutions');
  });

  test('Large file given up: the runs that failed, and what the steps wrote', async () => {
    await type(`aws stepfunctions start-execution --state-machine-arn "$(resource SpreadMachine StepFunctions::StateMachine)" \\
      --name lost-1 --input '{"run":{"claim":"lost","tries":1}}'`);
    // Nobody holds such a claim: the run ends at once, and has failed for nobody.
    await eventually(async () =>
      expect(
        await type(`aws stepfunctions list-executions --status-filter SUCCEEDED --query 'executions[].name' \\
          --state-machine-arn "$(resource SpreadMachine StepFunctions::StateMachine)" --output text`),
      ).toContain('lost-1'),
    );
    // One whose steps fail. (The emulator has one name for all errors, so that it tries them again for long.)
    await type(`aws stepfunctions start-execution --state-machine-arn "$(resource SpreadMachine StepFunctions::StateMachine)" \\
      --name odd-1 --input '{"run":{}}'`);
    await eventually(async () =>
      expect(await follow('Large file given up / Investigation')).toContain('Failed: it is tried again'),
    );
  });

  test('Take back settings, judge a batch again: each with its own verdict', async () => {
    const alertAbove = async (features: number) => {
      await settle('default', {
        alert: { minDriftedFeatures: features },
        retrain: { mode: 'off' },
      });
    };
    const settingsAre = (features: number) =>
      eventually(async () =>
        expect((await cloud.settings('default')).settings.alert.minDriftedFeatures).toBe(features),
      );
    const judgedAgain = async (alert: boolean, reports: number) => {
      await follow('Judge a batch again');
      await eventually(async () => expect(await cloud.artifacts('reports/default/')).toHaveLength(reports));
      await eventually(async () => expect((await newestBatch()).alert).toBe(alert));
    };
    const newestBatch = async () => {
      const judged = (await cloud.batches('default')).filter((batch) => batch.state === 'judged');
      return judged.toSorted((a, b) => a.order.lastModified - b.order.lastModified).at(-1)!;
    };
    const reports = (await cloud.artifacts('reports/default/')).length;
    await alertAbove(2);
    await alertAbove(9);
    await judgedAgain(false, reports + 1);

    const listed = await follow('Take back settings', { VERSION: 'none' }).catch(String);
    const versions = [...listed.matchAll(/^(\S+)\t\S+$/gm)].map(([, version = '']) => version);
    await follow('Take back settings', { VERSION: versions[1] ?? '' });
    await settingsAre(2);
    await judgedAgain(true, reports + 2);
  });

  test('Take back a baseline: a candidate is put in charge, and what was in charge before it again', async () => {
    const inCharge = async () => (await cloud.champion('default'))!;
    const modelled = (baseline: string) =>
      eventually(async () => expect(await inCharge()).toMatchObject({ baseline, model: expect.any(String) }));
    const look = async (request: Record<string, string>) => {
      const seen = await follow('Take back a baseline', request);
      const [, rev = ''] = /^(\d+)\t\{/m.exec(seen) ?? [];
      const [, candidate = ''] = /"version":"([^"]+)"[^\t]*"state":"candidate"/.exec(seen) ?? [];
      return { rev, candidate };
    };
    const nothing = { REV: '0', VERSION: 'none' };
    const first = await inCharge();
    await modelled(first.baseline);
    await cloud.upload('baseline/default/newer.csv', `${BASELINE}${BASELINE.trimEnd().split('\n').at(-1)}\n`);
    const { rev, candidate } = await eventually(async () => {
      const seen = await look(nothing);
      expect(seen.candidate).not.toBe('');
      return seen;
    });
    // Nothing was in charge before: of the two requests only the second has an effect.
    await look({ REV: rev, VERSION: candidate });
    await modelled(candidate);
    await look({ REV: (await look(nothing)).rev, VERSION: 'none' });
    await modelled(first.baseline);
  });

  test('Retraining: one that waits is seen; its challenger is looked at, put in charge and taken back; one is asked for', async () => {
    const other = (placeholders: Record<string, string>) => ({ default: 'other', ...placeholders });
    const rev = async () => String(await cloud.championRev('other'));
    const inCharge = async () => (await cloud.champion('other'))?.model;
    const first = await inCharge();
    await settle('other', { retrain: { mode: 'approve' } });
    const model = await eventually(async () => {
      const [retraining] = await cloud.retrainings('other');
      expect(retraining).toMatchObject({ state: 'waiting-for-approval' });
      return retraining?.trained?.model ?? '';
    });
    // Of a revision that is not the newest nothing comes.
    const seen = await follow('A retraining that waits', other({ REV: '0' }));
    expect(seen).toContain('"status":"unreliable"');
    expect(seen).toContain('"state":"waiting-for-approval"');
    const evidence = await follow('A challenger that was kept', other({ MODEL: model }));
    expect(evidence).toContain('"passed":true');
    expect(evidence).toContain('diagnosis');

    const promotion = other({ MODEL: model, REV: await rev() });
    await follow('Put a challenger in charge, and take it back', promotion);
    await eventually(async () => expect(await inCharge()).toBe(model));
    await eventually(async () =>
      expect(
        (await follow('Put a challenger in charge, and take it back', promotion)).split('\n'),
      ).toContainEqual(expect.stringContaining(`${model}.changes-from-${first}.json`)),
    );
    await follow('Take back a baseline', other({ REV: await rev(), VERSION: 'none' }));
    await eventually(async () => expect(await inCharge()).toBe(first));

    await follow('A retraining that waits', other({ REV: await rev() }));
    await eventually(async () =>
      expect(await cloud.retrainings('other')).toMatchObject([
        { state: 'promoted' },
        { trigger: 'operator', state: expect.not.stringMatching('wanted') },
      ]),
    );
  });

  test('See what a monitor knows: its status and its batches', async () => {
    const seen = await follow('See what a monitor knows');
    expect(seen).toContain('"status":"unreliable"');
    expect(seen).toContain('"verdict":"drift"');
  });

  test('Alerts do not arrive: who is subscribed', async () => {
    const [list = ''] = (COMMANDS.get('Alerts do not arrive') ?? ['']).map((block) => block.split('\n')[0]);
    expect(await type(list)).toContain('ann@example.com');
  });

  test('people are let into the dashboard, what fails there is seen, and they are taken out again', async () => {
    const address = deployed.outputs.DashboardAddress ?? '';
    const password = 'Correct-horse-4-battery';
    expect(await follow('Let people into the dashboard')).toContain(address);
    await type(
      `aws cognito-idp admin-set-user-password --user-pool-id "$POOL" --username ann --password ${password} --permanent`,
    );
    const config = JSON.parse((await overTheWeb(`${address}config.json`)).body);
    const ann = await Person.signIn(config, 'ann', password);
    expect((await ann.asks('/monitors')).status).toBe(200);

    await type(`
      role=$(resource DashboardRole IAM::Role)
      policy=$(aws iam list-role-policies --role-name "$role" --query 'PolicyNames[0]' --output text)
      aws iam get-role-policy --role-name "$role" --policy-name "$policy" --query PolicyDocument --output json > dashboard.json
      aws iam put-role-policy --role-name "$role" --policy-name "$policy" \
        --policy-document '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"dynamodb:*","Resource":"*"}]}'`);
    expect((await ann.asks('/monitors')).status).toBe(500);
    await eventually(async () =>
      expect(await follow('Dashboard failing / Investigation')).toMatch(/AccessDenied|not authorized/),
    );
    await type(`
      role=$(resource DashboardRole IAM::Role)
      policy=$(aws iam list-role-policies --role-name "$role" --query 'PolicyNames[0]' --output text)
      aws iam put-role-policy --role-name "$role" --policy-name "$policy" --policy-document file://dashboard.json`);
    expect((await ann.asks('/monitors')).status).toBe(200);

    expect(await follow('Take people out of the dashboard')).toContain('ann');
    await expect(Person.signIn(config, 'ann', password)).rejects.toThrow('not let in');
  });

  test('Ask everybody for a second factor: the pool does from then on', async () => {
    await follow('Ask everybody for a second factor');
    expect(await type('aws cognito-idp get-user-pool-mfa-config --user-pool-id "$POOL"')).toContain(
      '"MfaConfiguration": "ON"',
    );
  });

  test('Remove everything: what is left is found by its tag, and can be deleted', async () => {
    // With the stack the pages for signing in are gone, which hold on to the pool.
    await type(`aws cognito-idp delete-user-pool-domain --user-pool-id "$POOL" \
      --domain "$(aws cognito-idp describe-user-pool --user-pool-id "$POOL" --query UserPool.Domain --output text)"`);
    const left = await follow('Remove everything', { TABLE: '$TABLE', BUCKET: '$ARTIFACTS', POOL: '$POOL' });
    expect(left).toContain('MonitorRecords');
    expect(left).toContain(deployed.outputs.UserPool);
    await expect(cloud.artifacts('')).rejects.toThrow(/bucket/i);
    await expect(cloud.monitor('default')).rejects.toThrow(/not found|resource/i);
  });

  test('every command of the runbook was tried, but those for which there is nothing to try them on', () => {
    const untried = [...COMMANDS.keys()].filter((heading) => !tried.has(heading));
    expect(untried).toEqual(['Runbook', 'Alerts do not arrive', 'A first deploy that failed']);
  });
});
