const t0 = performance.now();
const marks: [string, number][] = [['main start (since process start)', t0]];
const c0 = process.cpuUsage();
const { check } = await import('./check.ts');
marks.push(['import', performance.now()]);
const code = await check.run(process.argv.slice(3), { stdin: null as never, stdout: process.stdout, stderr: process.stderr, env: process.env, signal: new AbortController().signal });
marks.push(['run', performance.now()]);
const c = process.cpuUsage(c0);
process.on('exit', () => { let p = 0; for (const [n, t] of marks) { process.stderr.write(n + ' ' + (t - p).toFixed(1) + '\n'); p = t; } process.stderr.write('cpu u' + c.user / 1000 + ' s' + c.system / 1000 + '\n'); });
