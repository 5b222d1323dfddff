import { check } from './check.ts';
process.exitCode = await check.run(process.argv.slice(3), { stdin: process.stdin, stdout: process.stdout, stderr: process.stderr, env: process.env, signal: new AbortController().signal });
process.stdin.destroy();
