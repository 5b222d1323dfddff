// Prints the largest resident set as Node ends. On Linux it is asked of the kernel's status file: the figure of
// `process.resourceUsage()` begins with the memory of the process that started this one. Threads load this too, and are
// silent: they end before the process does. It is no ES module: Node would load its loader for those, in each thread, and
// measure 3 MB of its own.
const { existsSync, readFileSync } = require('node:fs');
const { isMainThread } = require('node:worker_threads');

if (isMainThread) {
  process.on('exit', () => {
    const status = '/proc/self/status';
    const kB = existsSync(status)
      ? /VmHWM:\s*(\d+)/.exec(readFileSync(status, 'utf8'))[1]
      : process.resourceUsage().maxRSS;
    process.stderr.write(`peak ${kB} kB`);
  });
}
