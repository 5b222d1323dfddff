import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { inject } from 'vitest';

const ROOT = join(import.meta.dirname, '../../..');

/** Version 1 of the AWS CLI sends messages for queues to the real AWS, unless it is told otherwise in the command. */
const AWS = `aws() { command aws --endpoint-url "$AWS_ENDPOINT_URL" "$@"; }`;

/**
 * Runs a script in bash as its user would type it, with the emulator for AWS.
 *
 * @param options.cwd the project's folder unless told.
 * @throws when it fails, with all that it wrote.
 */
export async function shell(script: string, { timeoutMs = 120_000, cwd = ROOT } = {}): Promise<string> {
  const aws = inject('aws');
  if (aws === null) throw new Error('There is no emulator.');
  const temporary = mkdtempSync(join(aws.folder, 'shell-'));
  const child = spawn('bash', ['-euo', 'pipefail', '-c', `${AWS}\n${script}`], {
    cwd,
    timeout: timeoutMs,
    env: {
      ...process.env,
      PATH: [join(ROOT, 'node_modules/.bin'), aws.programs, process.env.PATH].join(delimiter),
      TMPDIR: temporary,
      // Nothing stays behind in the home folder or in this one, and nobody is there to be asked.
      CDK_HOME: join(aws.folder, 'cdk'),
      CDK_OUTPUT: join(temporary, 'cdk.out'),
      CDK_REQUIRE_APPROVAL: 'never',
      CDK_NOTICES: 'false',
      NODE_OPTIONS: '--no-warnings',
    },
  });
  let stdout = '';
  let all = '';
  child.stdout.on('data', (text) => {
    stdout += text;
    all += text;
  });
  child.stderr.on('data', (text) => {
    all += text;
  });
  const [code, signal] = await once(child, 'close');
  if (code !== 0) throw new Error(`${script}\nended with ${code ?? signal}:\n${all}`);
  return stdout;
}
