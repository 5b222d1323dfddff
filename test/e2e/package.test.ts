import { execFile } from 'node:child_process';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const run = promisify(execFile);
const root = join(import.meta.dirname, '../..');

let project: string;

/** `npm pack`, then the tarball installed in an empty project elsewhere, as anybody would. */
beforeAll(async () => {
  project = await mkdtemp(join(tmpdir(), 'driftline-package-'));
  await run('npm', ['pack', '--ignore-scripts', '--pack-destination', project], { cwd: root });
  const [tarball] = (await readdir(project)).filter((file) => file.endsWith('.tgz'));
  const { devDependencies } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const mine = ['aws-cdk-lib', 'constructs', 'typescript', '@types/node'].map(
    (name) => `${name}@${devDependencies[name]}`,
  );
  await writeFile(join(project, 'package.json'), JSON.stringify({ private: true, type: 'module' }));
  await run('npm', ['install', '--prefer-offline', '--no-audit', `./${tarball}`, ...mine], { cwd: project });
  await cp(join(root, 'data/breast-cancer'), join(project, 'data'), { recursive: true });
}, 300_000);

afterAll(async () => rm(project, { recursive: true, force: true }));

const inProject = (command: string, args: string[]) =>
  run(command, args, { cwd: project }).catch(
    (error: { code: number; stdout: string; stderr: string }) => error,
  );

describe('the package, installed in an empty project', () => {
  test('brings two packages of its own, and no install script', async () => {
    const { stdout } = await run('npm', ['ls', '--all', '--json'], { cwd: project });
    expect(Object.keys(JSON.parse(stdout).dependencies.driftline.dependencies).sort()).toEqual([
      'aws-cdk-lib',
      'constructs',
      'libsql',
      'valibot',
    ]);
    const { scripts } = JSON.parse(
      await readFile(join(project, 'node_modules/driftline/package.json'), 'utf8'),
    );
    expect(Object.keys(scripts).filter((name) => /^(pre|post)?install$/.test(name))).toEqual([]);
  });

  test('gives the command', async () => {
    const { stdout } = await inProject('npx', [
      'driftline',
      'check',
      'data/baseline.csv',
      'data/production.csv',
    ]);
    expect(stdout.split('\n').slice(0, 4)).toEqual([
      'Total Features: 30',
      'Drifted Features: 5',
      'Drift Percentage: 16.67%',
      'ALERT: Significant feature drift detected!',
    ]);
  });

  test('gives the engine with its types', async () => {
    await writeFile(
      join(project, 'engine.ts'),
      `import { createReadStream } from 'node:fs';
import { compare, parseSettings, type Report, readBaseline, readBatch, renderText } from 'driftline';

const settings = parseSettings({ label: 'diagnosis' });
const profile = await readBaseline(createReadStream('data/baseline.csv'), settings, { name: 'baseline.csv' });
const tally = await readBatch(createReadStream('data/production.csv'), profile, settings, { name: 'production.csv' });
const source = (uri: string) => ({ uri, versionId: null, sha256: null });
const report: Report = compare({
  profile,
  tally,
  settings,
  meta: { runId: 'r', monitor: 'default', model: null, baseline: source('baseline.csv'), current: source('production.csv') },
});
const drifted: number = report.summary.driftedFeatures;
// @ts-expect-error: the types are really there
const wrong: string = report.summary.driftedFeatures;
console.log(renderText(report, { color: false, width: 80 }).split('\\n')[1], drifted, typeof wrong);
`,
    );
    const options = ['--strict', '--module', 'nodenext', '--target', 'es2023', '--types', 'node'];
    expect(await inProject('npx', ['tsc', ...options, 'engine.ts'])).toMatchObject({ stdout: '' });
    const { stdout } = await inProject('node', ['engine.js']);
    expect(stdout.trim()).toBe('Drifted Features: 5 5 number');
  });

  test('gives the constructs with their types, and an app that uses it synthesizes with the prebuilt functions', async () => {
    await writeFile(
      join(project, 'app.ts'),
      `import { App, Stack } from 'aws-cdk-lib';
import { Dashboard, DriftMonitor } from 'driftline/cdk';

const app = new App({ outdir: 'cdk.out' });
const stack = new Stack(app, 'Mine');
const monitor = new DriftMonitor(stack, 'DriftMonitor', { alertEmails: ['you@example.com'] });
new Dashboard(stack, 'Dashboard', { monitor });
// @ts-expect-error: the types are really there
monitor.driftTopic.publish;
app.synth();
`,
    );
    const options = [
      '--strict',
      '--module',
      'nodenext',
      '--target',
      'es2023',
      '--types',
      'node',
      '--skipLibCheck',
    ];
    expect(await inProject('npx', ['tsc', ...options, 'app.ts'])).toMatchObject({ stdout: '' });
    await run('node', ['app.js'], { cwd: project });
    const template = JSON.parse(await readFile(join(project, 'cdk.out/Mine.template.json'), 'utf8'));
    const functions = Object.values<{ Type: string }>(template.Resources).filter(
      ({ Type }) => Type === 'AWS::Lambda::Function',
    );
    const prebuilt = await readdir(join(project, 'node_modules/driftline/dist/functions'));
    expect(functions).toHaveLength(prebuilt.length);
    const assets = (await readdir(join(project, 'cdk.out'))).filter((name) => name.startsWith('asset.'));
    expect(assets).toHaveLength(prebuilt.length);
    for (const asset of assets) expect(await readdir(join(project, 'cdk.out', asset))).toContain('index.mjs');
  });
});
