import { inject } from 'vitest';

// Of these tests alone: what else runs in the same stage must not find an AWS.
for (const name of ['AWS_PROFILE', 'AWS_SESSION_TOKEN']) delete process.env[name];
Object.assign(process.env, inject('aws')?.environment);
