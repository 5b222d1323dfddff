import { expect, inject, test } from 'vitest';
import { commandsIn } from './instructions.ts';
import { Mailbox } from './mailbox.ts';
import { shell } from './shell.ts';

const [DEPLOY = '', UPLOAD = '', INVITE = '', LOOK = ''] = commandsIn('README.md').get('On AWS') ?? [];

test.skipIf(inject('aws') === null)(
  "the README's commands lead from cdk deploy to the first alert",
  async () => {
    const began = performance.now();
    // The packages are installed and the functions built already, and others are using them.
    await shell(DEPLOY.replace('npm ci', '').replace('npm run deploy --', 'npx cdk deploy'), {
      timeoutMs: 240_000,
    });
    const topic = await shell(
      `aws cloudformation describe-stacks --stack-name Driftline --output text \\
        --query "Stacks[0].Outputs[?OutputKey=='DriftTopic'].OutputValue"`,
    );
    const mailbox = await Mailbox.subscribe(topic.trim(), 'newcomers-mailbox');
    await shell(UPLOAD);
    const [alert] = await mailbox.alerts('default');
    expect(alert?.subject).toBe('Driftline: data drift in default (5 of 30 features)');
    console.log(`from cdk deploy to the first alert: ${((performance.now() - began) / 1000).toFixed(0)} s`);

    expect(await shell(INVITE)).toContain('FORCE_CHANGE_PASSWORD');
    expect(await shell(LOOK)).toMatch(/reports\/default\/[0-9a-f]{32}\.json/);
  },
);
