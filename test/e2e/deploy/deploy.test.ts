import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, inject, test, vi } from 'vitest';
import { Cloud } from './cloud.ts';
import { type Deployed, deploy } from './deploy.ts';
import { Mailbox } from './mailbox.ts';
import { type Call, covers, permissionsOfRoles, roleOf } from './policies.ts';

const BASELINE = readFileSync('data/breast-cancer/baseline.csv', 'utf8');
const PRODUCTION = readFileSync('data/breast-cancer/production.csv', 'utf8');
const [HEADER = '', ...ROWS] = PRODUCTION.trimEnd().split('\n');
/** The production data without one of its rows: another content with the same drift. */
const withoutRow = (row: number) => [HEADER, ...ROWS.toSpliced(row, 1)].join('\n');
/** Loan applications; from batch 5 on the score is recorded 50 points too low. */
const loans = (file: string) => readFileSync(`data/loans/${file}.csv`, 'utf8');
const UPLOADS = 100;
const MB = 1e6;

let deployed: Deployed;
let cloud: Cloud;
let mailbox: Mailbox;
/** What S3 never says. */
const POISON = '{"detail-type":"Object Created","detail":"not what S3 says"}';

const say = (what: string, ms: number) => console.log(`${what}: ${(ms / 1000).toFixed(1)} s`);
const eventually = <T>(look: () => Promise<T>, timeout = 60_000, interval = 100) =>
  vi.waitFor(look, { timeout, interval });

describe.skipIf(inject('aws') === null)('a stack that was really deployed', () => {
  beforeAll(async () => {
    // Alerts then name commands. With it they link to pages: see dashboard.test.ts.
    deployed = await deploy('Acme', '-c dashboard=false');
    cloud = new Cloud(deployed);
    mailbox = await Mailbox.subscribe(deployed.outputs.DriftTopic ?? '', 'mailbox');
    say('cdk deploy', deployed.seconds * 1000);
  });

  test('a baseline and a production file: 30 features, 5 of them drifted, 16.67 %; a report, a record, an alert, a model, predictions', async () => {
    await uploadBaseline('default');
    const uploaded = performance.now();
    await cloud.upload('production/default/june.csv', PRODUCTION);
    const [key = ''] = await eventually(async () => {
      const reports = await cloud.artifacts('reports/default/');
      expect(reports).toHaveLength(1);
      return reports;
    });
    say('from the upload to its report', performance.now() - uploaded);
    const [alert] = await mailbox.alerts('default');
    say('from the upload to the alert', performance.now() - uploaded);

    expect(await cloud.artifact(key)).toMatchObject({
      monitor: 'default',
      verdict: 'drift',
      summary: { totalFeatures: 30, driftedFeatures: 5, driftPercentage: 16.67, alert: true },
      current: { uri: 'inputs/production/default/june.csv', rows: 569 },
    });
    expect(await cloud.batches('default')).toMatchObject([
      { state: 'judged', verdict: 'drift', driftedFeatures: 5, report: { key } },
    ]);
    expect(await cloud.monitor('default')).toMatchObject({ status: 'unreliable' });

    expect(alert?.subject).toBe('Driftline: data drift in default (5 of 30 features)');
    expect(alert?.attributes).toMatchObject({ eventType: 'drift.opened', severity: 'critical' });
    expect(alert?.json).toMatchObject({
      eventType: 'drift.opened',
      monitor: 'default',
      batch: { totalFeatures: 30, driftedFeatures: 5, driftPercentage: 16.67, report: key },
    });
    await eventually(async () => expect(await cloud.alerts('default')).toMatchObject([{ state: 'sent' }]));
    const [{ alert: letter }] = (await cloud.alerts('default')) as [Awaited<ReturnType<Cloud['alerts']>>[0]];
    expect(letter.subject).toBe(alert?.subject);
    expect(letter.text).toContain('june.csv');
    expect(letter.text).toContain('smoothness_mean: typical value 0.0959 → 0.12 (+25 %)');
    expect(letter.text).toContain(`aws s3 cp s3://${deployed.outputs.ArtifactsBucket}/${key} -`);

    const [prediction = ''] = await eventually(async () => {
      const predictions = await cloud.artifacts('predictions/default/');
      expect(predictions).toHaveLength(2);
      return predictions;
    });
    say('from the upload to its predictions', performance.now() - uploaded);
    const [, , batchId = '', file = ''] = prediction.split('/');
    const version = file.replace('.csv', '');
    expect(await cloud.batches('default')).toMatchObject([{ batchId }]);
    expect(await cloud.artifacts('models/default/')).toEqual([
      `models/default/${version}/card.md`,
      `models/default/${version}/model.json`,
    ]);
    expect(await cloud.champion('default')).toMatchObject({ model: version });
    expect(await cloud.artifact(`models/default/${version}/model.json`)).toMatchObject({
      kind: 'logistic-regression',
      label: 'diagnosis',
    });
    expect(await cloud.text(`models/default/${version}/card.md`)).toContain('diagnosis');
    expect((await cloud.text(prediction)).trimEnd().split('\n')).toHaveLength(1 + ROWS.length);
    expect(await cloud.artifact(prediction.replace('.csv', '.json'))).toMatchObject({ monitor: 'default' });
  });

  test('labels that come later correct those of the batch, and its performance with them', async () => {
    await eventually(async () =>
      expect(await cloud.performances('default')).toMatchObject([{ rows: 569, labelled: 569, conflicts: 0 }]),
    );
    const [id = '', answer] = ROWS[0]?.split(',') ?? [];
    await cloud.upload('labels/default/june.csv', `id,diagnosis\n${id},${answer === 'M' ? 'B' : 'M'}\n`);
    await eventually(async () =>
      expect(await cloud.performances('default')).toMatchObject([{ labelled: 569, conflicts: 1 }]),
    );
  });

  test('drift, then the right answers: a challenger is trained, is better on rows that neither model had seen, and takes charge', async () => {
    const settings = { label: 'approved', id: 'id', model: { kind: 'boosted-trees' } };
    await cloud.upload('monitors/loans.json', JSON.stringify(settings));
    await eventually(async () => expect((await cloud.settings('loans')).version).not.toBeNull());
    await cloud.upload('baseline/loans/train.csv', loans('baseline'));
    const { model: first } = await eventually(async () => {
      const champion = await cloud.champion('loans');
      expect(champion?.model).toEqual(expect.any(String));
      return champion!;
    });
    await cloud.upload('production/loans/04.csv', loans('production/batch-04'));
    await decided('loans', { '04.csv': 'ok' });
    await cloud.upload('production/loans/05.csv', loans('production/batch-05'));
    await decided('loans', { '04.csv': 'ok', '05.csv': 'drift' });
    expect(await cloud.monitor('loans')).toMatchObject({ status: 'unreliable' });

    const uploaded = performance.now();
    await cloud.upload('labels/loans/05.csv', loans('labels/batch-05'));
    const alerts = await mailbox.alerts('loans', 2);
    say('from the labels to the letter about the better model', performance.now() - uploaded);
    expect(alerts.map(({ attributes }) => attributes.eventType)).toEqual([
      'drift.opened',
      'retrain.promoted',
    ]);

    const [retraining] = await cloud.retrainings('loans');
    const { model, baseline } = retraining!.trained!;
    expect(retraining).toMatchObject({ state: 'promoted', trained: { labelledRows: 500, passed: true } });
    expect(alerts[1]?.json).toMatchObject({ model, previousModel: first, labelledRows: 500 });
    expect(await cloud.champion('loans')).toMatchObject({ model, baseline, previous: { model: first } });
    expect(await cloud.monitor('loans')).toMatchObject({ status: 'healthy' });
    expect(await cloud.incidents('loans')).toMatchObject([{ state: 'closed' }]);
    const evidence = await cloud.artifact(`models/loans/${model}/evidence.json`);
    const { accuracy, gain } = evidence.comparison;
    expect(evidence).toMatchObject({ passed: true, rows: { labelled: 500, heldOut: 150 } });
    expect(gain.low).toBeGreaterThan(0);
    expect(accuracy.challenger.value).toBeGreaterThan(accuracy.champion.value + 0.05);
    const window = await cloud.text(`windows/loans/${baseline}.csv`);
    expect(window.trimEnd().split('\n')).toHaveLength(1 + 500);

    // The newest batch is scored again, and the next one is what the new baseline leads one to expect.
    const rescored = await eventually(async () => {
      const found = (await cloud.predictions('loans')).find(({ changes }) => changes !== null);
      expect(found).toBeDefined();
      return found!;
    });
    expect(rescored).toMatchObject({ model, file: 'production/loans/05.csv', changes: { against: first } });
    const changes = await cloud.artifact(rescored.changes?.compared?.document.key ?? '');
    expect(changes).toMatchObject({ rows: 500, before: { version: first }, after: { version: model } });
    expect(changes.changed).toBeGreaterThan(20);
    await cloud.upload('production/loans/06.csv', loans('production/batch-06'));
    await decided('loans', { '04.csv': 'ok', '05.csv': 'drift', '06.csv': 'ok' });
    expect(await mailbox.alertsSoFar('loans')).toHaveLength(2);
  });

  test('a message that nobody understands is tried again', async () => {
    // Five times, which takes 85 seconds: the end is the last test but one.
    await cloud.send('DetectQueue', POISON);
    expect(await cloud.messages('DetectQueue')).toBe(1);
  });

  test('the same content again is recorded as a duplicate: no report, no alert', async () => {
    await cloud.upload('production/default/june-again.csv', PRODUCTION);
    await eventually(async () =>
      expect(await cloud.batches('default')).toContainEqual(expect.objectContaining({ state: 'duplicate' })),
    );
    expect(await cloud.artifacts('reports/default/')).toHaveLength(1);
    expect(await mailbox.alertsSoFar('default')).toHaveLength(1);
  });

  test('a file that is no CSV is quarantined, people hear why, and no message is left over', async () => {
    await cloud.upload('production/broken/july.csv', 'radius_mean,radius_mean\n1,2\n');
    await uploadBaseline('broken');
    const [alert] = await mailbox.alerts('broken');
    expect(alert?.attributes).toMatchObject({ eventType: 'file.quarantined', severity: 'warning' });
    expect(alert?.json).toMatchObject({
      file: 'production/broken/july.csv',
      refusal: { message: expect.stringContaining('radius_mean') },
    });
    expect(await cloud.quarantined('broken')).toMatchObject([{ key: 'production/broken/july.csv' }]);
    expect(await cloud.artifacts('reports/broken/')).toEqual([]);
    await eventually(async () => expect(await cloud.messages('DecideQueue')).toBe(0));
    expect(await cloud.messages('DecideDeadLetters')).toBe(0);
  });

  test('a key is taken as it is, whatever is in it', async () => {
    await uploadBaseline('awkward');
    const key = 'production/awkward/größe 100% a+b %20 "c" \'d\' <e>&f (1) 漢字 🎈.csv';
    await cloud.upload(key, PRODUCTION);
    const [report = ''] = await eventually(async () => {
      const reports = await cloud.artifacts('reports/awkward/');
      expect(reports).toHaveLength(1);
      return reports;
    });
    expect((await cloud.artifact(report)).current.uri).toBe(`inputs/${key}`);
    expect((await mailbox.alerts('awkward'))[0]?.json.batch.file).toBe(key);
  });

  test('settings apply to the batches after them', async () => {
    await cloud.upload('monitors/patient.json', '{ "alert": { "minDriftedFeatures": 6 } }');
    await eventually(async () =>
      expect(await cloud.settings('patient')).toMatchObject({
        settings: { alert: { minDriftedFeatures: 6 } },
      }),
    );
    await uploadBaseline('patient', null);
    await cloud.upload('production/patient/june.csv', PRODUCTION);
    await eventually(async () =>
      expect(await cloud.batches('patient')).toMatchObject([
        { verdict: 'drift', driftedFeatures: 5, alert: false, decision: { counted: 'neither' } },
      ]),
    );
    expect(await mailbox.alertsSoFar('patient')).toEqual([]);
  });

  test('a batch before its baseline waits, and is judged when that lands', async () => {
    await cloud.upload('production/early/june.csv', PRODUCTION);
    await eventually(async () => expect(await cloud.monitor('early')).toMatchObject({ status: 'learning' }));
    await eventually(async () => expect(await cloud.messages('DetectQueue')).toBeLessThanOrEqual(1));
    expect(await cloud.batches('early')).toEqual([]);
    await uploadBaseline('early');
    expect((await mailbox.alerts('early'))[0]?.attributes).toMatchObject({ eventType: 'drift.opened' });
    expect(await cloud.batches('early')).toMatchObject([{ state: 'judged', verdict: 'drift' }]);
  });

  test(`${UPLOADS} uploads at once: each gets one report and one decision, one incident, one alert`, async () => {
    await uploadBaseline('burst');
    const began = performance.now();
    const rows = Array.from({ length: UPLOADS }, (_, row) => row);
    await Promise.all(rows.map((row) => cloud.upload(`production/burst/${row}.csv`, withoutRow(row))));
    say(`${UPLOADS} uploads stored`, performance.now() - began);
    // Long, for a machine that has other work too; and every look is a hundred records, asked for without pause the
    // emulator would do little else.
    const batches = await eventually(
      async () => {
        const judged = (await cloud.batches('burst')).filter((batch) => batch.state === 'judged');
        expect(judged.filter(({ decision }) => decision !== null)).toHaveLength(UPLOADS);
        return judged;
      },
      240_000,
      1000,
    );
    say(`${UPLOADS} uploads decided`, performance.now() - began);

    expect(await cloud.artifacts('reports/burst/')).toHaveLength(UPLOADS);
    expect(new Set(batches.map(({ report }) => report.key)).size).toBe(UPLOADS);
    // One at a time: none counted on what another was about to change.
    const decisions = batches.map(({ decision }) => decision);
    const counted = decisions.filter((decision) => decision?.counted === 'drift').length;
    const late = decisions.filter((decision) => decision?.counted === 'late').length;
    expect(counted + late).toBe(UPLOADS);
    expect(decisions.filter((decision) => decision?.change === 'opened')).toHaveLength(1);
    expect(await cloud.incidents('burst')).toMatchObject([{ state: 'open', driftingBatches: counted }]);
    expect(await cloud.monitor('burst')).toMatchObject({ status: 'unreliable' });
    expect(await mailbox.alerts('burst')).toHaveLength(1);
    await eventually(async () => expect(await cloud.messages('DecideQueue')).toBe(0));
    expect(await mailbox.alertsSoFar('burst')).toHaveLength(1);
  }, 360_000);

  test('a batch of 100 MB is read as it comes', async () => {
    await uploadBaseline('large');
    const rows = `${ROWS.join('\n')}\n`;
    const large = `${HEADER}\n${rows.repeat(Math.ceil((100 * MB) / rows.length))}`;
    await cloud.upload('production/large/year.csv', large);
    const stored = performance.now();
    await eventually(async () => expect(await cloud.artifacts('reports/large/')).toHaveLength(1));
    say(`${(large.length / MB).toFixed(0)} MB, from stored to its report`, performance.now() - stored);
    expect(await mailbox.alerts('large')).toHaveLength(1);
  });

  test('after five tries the message that nobody understands is a dead letter, the only one', async () => {
    await eventually(async () => expect(await cloud.messages('DetectDeadLetters')).toBe(1), 100_000);
    for (const queue of ['Settings', 'Baseline', 'Decide', 'Train', 'Retrain', 'Predict', 'Labels']) {
      expect(await cloud.messages(`${queue}DeadLetters`)).toBe(0);
    }
    for (const queue of ['Undelivered', 'SweepFailed']) expect(await cloud.messages(queue)).toBe(0);
  });

  test('every call that the functions made is allowed by the policies of the template', async () => {
    const permissions = permissionsOfRoles(deployed.template, deployed.physicalIds);
    const calls = readFileSync(inject('aws')!.calls, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Call)
      .filter((call) => permissions.has(roleOf(call)));
    expect(calls.filter((call) => !covers(permissions.get(roleOf(call)) ?? [], call))).toEqual([]);
    expect(calls.filter(({ allowed }) => !allowed)).toEqual([]);

    // It was all seen: every function, and every kind of call.
    expect([...new Set(calls.map(roleOf))].join()).toMatch(
      /(?=.*Settings)(?=.*Baseline)(?=.*Detect)(?=.*Decide)(?=.*Train)(?=.*Retrain)(?=.*Predict)(?=.*Labels)/,
    );
    expect([...new Set(calls.map(({ action }) => action))].sort()).toEqual([
      'dynamodb:DeleteItem',
      'dynamodb:GetItem',
      'dynamodb:Query',
      'dynamodb:UpdateItem',
      's3:GetObject',
      's3:GetObjectVersion',
      's3:PutObject',
      'sns:Publish',
      'sqs:ChangeMessageVisibility',
      'sqs:SendMessage',
    ]);
    console.log(`${calls.length} calls of the functions compared with their policies`);
  });
});

/**
 * Uploads the breast-cancer baseline. Its batches bring their labels along, so with retraining on an incident would
 * be over within seconds.
 */
async function uploadBaseline(
  monitor: string,
  settings: string | null = '{ "retrain": { "mode": "off" } }',
): Promise<void> {
  if (settings !== null) {
    await cloud.upload(`monitors/${monitor}.json`, settings);
    await eventually(async () => expect((await cloud.settings(monitor)).version).not.toBeNull());
  }
  await cloud.upload(`baseline/${monitor}/train.csv`, BASELINE);
  await eventually(async () => expect(await cloud.champion(monitor)).toBeDefined());
}

/** Waits until the batches are decided, and expects these verdicts, by file. */
async function decided(monitor: string, verdicts: Readonly<Record<string, string>>): Promise<void> {
  await eventually(async () => {
    const batches = (await cloud.batches(monitor)).filter((batch) => batch.state === 'judged');
    expect(batches.every(({ decision }) => decision !== null)).toBe(true);
    expect(
      Object.fromEntries(batches.map(({ order, verdict }) => [order.key.split('/').at(-1), verdict])),
    ).toEqual(verdicts);
  });
}
