import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { vi } from 'vitest';

const COMMAND = fileURLToPath(new URL('../../dist/cli/driftline.js', import.meta.url));

/** `driftline start` as its user runs it: the built command, a process of its own, in a folder of its own. */
export class StartProcess {
  readonly #child: ChildProcess;
  stdout = '';
  stderr = '';

  /** @param node the Node that runs it, unless it is the one that runs the tests */
  constructor(cwd: string, args: readonly string[], node = process.execPath) {
    this.#child = spawn(node, [COMMAND, 'start', ...args], { cwd });
    this.#child.stdout?.on('data', (text) => {
      this.stdout += text;
    });
    this.#child.stderr?.on('data', (text) => {
      this.stderr += text;
    });
  }

  /** Waits until the terminal shows it. */
  async shows(text: string | RegExp, timeout = 15_000): Promise<void> {
    const shown = () => (typeof text === 'string' ? this.stdout.includes(text) : text.test(this.stdout));
    await vi.waitFor(
      () => {
        if (!shown()) throw new Error(`${text} is not shown in:\n${this.stdout}\n${this.stderr}`);
      },
      { timeout, interval: 10 },
    );
  }

  /** Where the page is. */
  async url(): Promise<string> {
    await this.shows(/See what it found:/);
    return /http:\/\/127\.0\.0\.1:\d+/.exec(this.stdout)?.[0] ?? '';
  }

  /** Ends it and gives its exit code, `null` when a signal ended it. */
  async end(signal: 'SIGINT' | 'SIGKILL'): Promise<number | null> {
    if (this.#child.exitCode === null && this.#child.signalCode === null) this.#child.kill(signal);
    return this.exit();
  }

  async exit(): Promise<number | null> {
    if (this.#child.exitCode === null && this.#child.signalCode === null) await once(this.#child, 'exit');
    return this.#child.exitCode;
  }
}
