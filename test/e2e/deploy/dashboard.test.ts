import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, inject, test, vi } from 'vitest';
import { launchChromium, pathOfChromium } from '../chromium.ts';
import { openWatched } from '../watched-page.ts';
import { Cloud } from './cloud.ts';
import { type Deployed, deploy } from './deploy.ts';
import { overTheWeb } from './over-the-web.ts';
import { Person, type SignInConfig } from './person.ts';
import { type Call, covers, permissionsOfRoles, roleOf } from './policies.ts';
import { shell } from './shell.ts';

const BASELINE = readFileSync('data/breast-cancer/baseline.csv', 'utf8');
const PRODUCTION = readFileSync('data/breast-cancer/production.csv', 'utf8');
const LAST_ROW = BASELINE.trimEnd().split('\n').at(-1);
const PASSWORD = 'Correct-horse-4-battery';

let deployed: Deployed;
let cloud: Cloud;
let address: string;
let config: SignInConfig & { readonly mode: string; readonly issuer: string };

const eventually = <T>(look: () => Promise<T>, timeout = 60_000) =>
  vi.waitFor(look, { timeout, interval: 100 });
const at = (path: string) => overTheWeb(new URL(path, address));

describe.skipIf(inject('aws') === null)('the dashboard of a deployed stack', () => {
  beforeAll(async () => {
    deployed = await deploy('Board');
    cloud = new Cloud(deployed);
    address = deployed.outputs.DashboardAddress ?? '';
    // Whatever takes charge here does so because somebody asked.
    await cloud.upload('monitors/default.json', '{ "retrain": { "mode": "off" } }');
    await eventually(async () => expect((await cloud.settings('default')).settings.retrain.mode).toBe('off'));
    await cloud.upload('baseline/default/train.csv', BASELINE);
    await invite('ann', 'operator');
    await invite('vic', 'viewer');
    await invite('nob', null);
    await eventually(async () =>
      expect((await cloud.champion('default'))?.model).toEqual(expect.any(String)),
    );
    await cloud.upload('production/default/june.csv', PRODUCTION);
    await cloud.upload('baseline/default/newer.csv', `${BASELINE}${LAST_ROW}\n`);
    config = JSON.parse((await at('/config.json')).body);
  });

  test('anybody gets the page and its files, by CloudFront, with a strict policy', async () => {
    const page = await at('/monitors/default');
    expect(page.status).toBe(200);
    expect(page.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'strict-transport-security': expect.stringMatching(/^max-age=\d{8}/),
      'x-content-type-options': 'nosniff',
    });
    const policy = String(page.headers['content-security-policy']);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain(`connect-src 'self' https://${deployed.outputs.InputsBucket}.s3.`);
    expect(policy).toContain(config.signInUrl);
    const [, script = ''] = /<script type="module" src="([^"]+)"/.exec(page.body) ?? [];
    const asset = await at(script);
    expect(asset.status).toBe(200);
    expect(asset.headers['cache-control']).toBe('public, max-age=31536000, immutable');
  });

  test('the description of the API needs no token', async () => {
    const { status, body } = await at('/api/v1/openapi.json');
    expect(status).toBe(200);
    expect(JSON.parse(body).paths).toHaveProperty('/monitors');
  });

  test('the page is told where people sign in', () => {
    expect(config).toEqual({
      mode: 'cognito',
      issuer: `https://cognito-idp.us-east-1.amazonaws.com/${deployed.outputs.UserPool}`,
      signInUrl: expect.stringMatching(/^https:\/\/driftline-[\w-]+\.auth\.us-east-1\.amazoncognito\.com$/),
      clientId: expect.any(String),
      redirectUri: `${address}signed-in`,
    });
  });

  test('the API wants a token, by CloudFront and past it alike, and takes none that others made', async () => {
    const api = `https://${physicalId('DashboardApi')}.execute-api.us-east-1.amazonaws.com`;
    const forged = ['{"alg":"none"}', '{"username":"ann","cognito:groups":["operator"]}', '']
      .map((part) => Buffer.from(part).toString('base64url'))
      .join('.');
    for (const origin of [address, api]) {
      for (const headers of [{}, { Authorization: `Bearer ${forged}` }]) {
        const answer = await overTheWeb(new URL('/api/v1/monitors', origin), { headers });
        expect(answer.status).toBe(401);
        expect(answer.body).not.toContain('default');
      }
      // Other spellings of the address reach the page's route, which asks for no token: the function does.
      for (const path of ['//api/v1/monitors', '/api%2Fv1/monitors', '/x/../api/v1/monitors']) {
        const answer = await overTheWeb(`${origin.replace(/\/$/, '')}${path}`);
        expect(answer.body, path).not.toContain('"monitor"');
      }
    }
  });

  test('whoever is in no group is told so, and sees nothing', async () => {
    const nob = await Person.signIn(config, 'nob', PASSWORD);
    const answer = await nob.asks('/monitors');
    expect(answer.status).toBe(403);
    expect(answer.json()).toMatchObject({ error: { message: expect.stringMatching(/\.$/) } });
  });

  test('a wrong password lets nobody in', async () => {
    await expect(Person.signIn(config, 'ann', 'Wrong-horse-4-battery')).rejects.toThrow('not let in');
  });

  test('a viewer sees everything and can change nothing', async () => {
    const vic = await Person.signIn(config, 'vic', PASSWORD);
    expect((await vic.asks('/me')).json()).toMatchObject({ name: 'vic', may: 'view' });
    const { items } = (await vic.asks('/monitors')).json() as { items: unknown[] };
    expect(items).toMatchObject([{ monitor: 'default' }]);
    const before = await cloud.champion('default');
    const changes = [
      ['POST', '/monitors/default/promote', await candidate()],
      ['POST', '/monitors/default/rollback', { rev: 1 }],
      ['POST', '/monitors/default/retrain', { rev: 1 }],
      ['PUT', '/monitors/default/settings', { alpha: 0.01 }],
      ['POST', '/uploads', { monitor: 'default', kind: 'production', name: 'mine.csv', size: 1 }],
    ] as const;
    for (const [method, path, body] of changes) {
      const answer = await vic.asks(path, { method, body: JSON.stringify(body) });
      expect(answer.status, path).toBe(403);
    }
    expect(await cloud.champion('default')).toEqual(before);
  });

  test('an operator uploads: straight to the bucket, as agreed on, to be judged like any other', async () => {
    const ann = await Person.signIn(config, 'ann', PASSWORD);
    expect((await ann.asks('/me')).json()).toMatchObject({ name: 'ann', may: 'operate' });
    const body = JSON.stringify({
      monitor: 'default',
      kind: 'production',
      name: 'july.csv',
      size: PRODUCTION.length,
    });
    const target = (await ann.asks('/uploads', { method: 'POST', body })).json() as {
      key: string;
      method: string;
      url: string;
      fields: Record<string, string>;
    };
    expect(target).toMatchObject({ method: 'POST', key: 'production/default/july.csv' });
    const sent = async (key: string, text: string) => {
      const form = new FormData();
      for (const [name, value] of Object.entries({ ...target.fields, key })) form.append(name, value);
      form.append('file', new Blob([text]));
      return (await fetch(target.url, { method: 'POST', body: form })).status;
    };
    expect(await sent('production/other/july.csv', PRODUCTION)).toBe(403);
    expect(await sent(target.key, `${PRODUCTION}${PRODUCTION.trimEnd().split('\n').at(-1)}\n`)).toBe(204);
    await eventually(async () =>
      expect((await cloud.batches('default')).filter(({ state }) => state === 'judged')).toHaveLength(2),
    );
  });

  test('an operator puts a candidate in charge', async () => {
    const ann = await Person.signIn(config, 'ann', PASSWORD);
    const wanted = await candidate();
    const answer = await ann.asks('/monitors/default/promote', {
      method: 'POST',
      body: JSON.stringify(wanted),
    });
    expect({ status: answer.status, ...(answer.json() as object) }).toMatchObject({
      status: 202,
      asked: true,
    });
    await eventually(async () =>
      expect(await cloud.champion('default')).toMatchObject({ baseline: wanted.baseline }),
    );
  });

  test.skipIf(pathOfChromium() === null)(
    'in a browser: sign-in leads back to the page that was wanted, and signing out ends it',
    async () => {
      const emulator = new URL(process.env.AWS_ENDPOINT_URL ?? '').host;
      const hosts = ['*.cloudfront.net', '*.amazoncognito.com'].map((host) => `MAP ${host}:443 ${emulator}`);
      const browser = await launchChromium({
        args: [`--host-resolver-rules=${hosts.join(',')}`, '--ignore-certificate-errors'],
      });
      try {
        const { page, noise } = await openWatched(browser, `${address}monitors/default`);
        await page.getByLabel('Username').fill('vic');
        await page.getByLabel('Password').fill(PASSWORD);
        await page.getByRole('button', { name: 'Sign in' }).click();
        await page.getByText('vic', { exact: true }).waitFor();
        expect(page.url()).toBe(`${address}monitors/default`);

        // A page that is loaded anew goes on with its tokens. What the pages for signing in lack is not ours.
        const foreign = noise.length;
        await page.reload();
        await page.getByText('vic', { exact: true }).waitFor();
        expect(noise.slice(foreign)).toEqual([]);

        // A link to a file brings no token along by itself.
        const download = page.waitForEvent('download');
        await page.evaluate(`{
          const link = document.createElement('a');
          link.href = '/api/v1/monitors/default/settings';
          document.body.append(link);
          link.click();
        }`);
        expect(JSON.parse(await readFile(await (await download).path(), 'utf8'))).toMatchObject({
          settings: { retrain: { mode: 'off' } },
        });

        await page.getByRole('button', { name: 'Sign out' }).click();
        await page.waitForURL(/amazoncognito|\/logout|oauth2/);
        await page.goto(address);
        await page.getByLabel('Password').waitFor();
      } finally {
        await browser.close();
      }
    },
  );

  test('alerts link to it', async () => {
    const [alert] = await eventually(async () => {
      const sent = await cloud.alerts('default');
      expect(sent).toContainEqual(expect.objectContaining({ state: 'sent' }));
      return sent;
    });
    expect(alert?.alert.text).toContain(`${address}monitors/default/batches/`);
  });

  test('every call that it made is allowed by the policies of the template', () => {
    const permissions = permissionsOfRoles(deployed.template, deployed.physicalIds);
    const role = physicalId('MonitorDashboardRole');
    const calls = readFileSync(inject('aws')!.calls, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Call)
      .filter((call) => roleOf(call) === role);
    expect(calls.filter((call) => !covers(permissions.get(role) ?? [], call))).toEqual([]);
    expect(calls.filter(({ allowed }) => !allowed)).toEqual([]);
    expect(new Set(calls.map(({ action }) => action))).toEqual(
      new Set([
        'dynamodb:GetItem',
        'dynamodb:Query',
        'dynamodb:UpdateItem',
        's3:PutObject',
        'sqs:SendMessage',
      ]),
    );
  });

  async function candidate(): Promise<{ baseline: string; rev: number }> {
    const ann = await Person.signIn(config, 'ann', PASSWORD);
    return eventually(async () => {
      const { items } = (await ann.asks('/monitors/default/baselines')).json() as {
        items: { version: string; state: string }[];
      };
      const found = items.find(({ state }) => state === 'candidate');
      expect(found).toBeDefined();
      return { baseline: found!.version, rev: await revOfChampion() };
    });
  }
});

/** As an operator does it by the runbook, and then chooses a password. */
async function invite(name: string, group: string | null): Promise<void> {
  const pool = deployed.outputs.UserPool;
  const joins = `aws cognito-idp admin-add-user-to-group --user-pool-id ${pool} --username ${name} --group-name ${group}`;
  await shell(`
    aws cognito-idp admin-create-user --user-pool-id ${pool} --username ${name} \\
      --user-attributes Name=email,Value=${name}@example.com Name=email_verified,Value=true > /dev/null
    ${group === null ? '' : joins}
    aws cognito-idp admin-set-user-password --user-pool-id ${pool} --username ${name} --password ${PASSWORD} --permanent`);
}

async function revOfChampion(): Promise<number> {
  const rev =
    await shell(`aws dynamodb get-item --table-name ${deployed.outputs.Table} --consistent-read --output text \\
    --key '{"pk":{"S":"M#default"},"sk":{"S":"CHAMPION"}}' --query Item.rev.N`);
  return Number(rev);
}

function physicalId(beginning: string): string {
  const found = [...deployed.physicalIds].find(([id]) => RegExp(`^${beginning}[0-9A-F]{8}$`).test(id));
  return found?.[1] ?? '';
}
