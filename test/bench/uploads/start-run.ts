import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const DRIFTLINE = join(import.meta.dirname, '../../../dist/cli/driftline.js');
/** Variables that make Node slower and are no part of the product. */
const { NODE_EXTRA_CA_CERTS: _, NODE_OPTIONS: __, ...ENVIRONMENT } = process.env;

/** `driftline start` as its user runs it, and when it said what. */
export class StartedRun {
  readonly #child: ChildProcess;
  readonly #said: { line: string; at: number }[] = [];
  readonly #errors: string[] = [];
  readonly #heard = new Set<() => void>();

  constructor(state: string) {
    this.#child = spawn(
      process.execPath,
      [DRIFTLINE, 'start', '--state', state, '--port', '0', '--no-demo'],
      { env: ENVIRONMENT, stdio: ['ignore', 'pipe', 'pipe'] },
    );
    createInterface({ input: this.#child.stdout! }).on('line', (line) => {
      this.#said.push({ line, at: performance.now() });
      for (const look of this.#heard) look();
    });
    createInterface({ input: this.#child.stderr! }).on('line', (line) => this.#errors.push(line));
  }

  /** Lines in which it tells of what failed; alerts are told there too. */
  get errors(): readonly string[] {
    return this.#errors.filter((line) => !/^(critical|warning|info): /.test(line));
  }

  /** When it said what is looked for, so many times: one moment each, in order. */
  async says(what: RegExp, times: number, timeoutMs: number): Promise<readonly number[]> {
    const found = () => this.#said.filter(({ line }) => what.test(line)).map(({ at }) => at);
    return new Promise((resolve, reject) => {
      const end = (settle: () => void) => {
        clearTimeout(timer);
        this.#heard.delete(look);
        this.#child.off('exit', gone);
        settle();
      };
      const look = () => {
        const moments = found();
        if (moments.length >= times) end(() => resolve(moments));
      };
      const failed = (why: string) =>
        end(() =>
          reject(new Error(`${why}; said ${found().length} of ${times} times ${what}\n${this.#tail()}`)),
        );
      const gone = () => failed('driftline start has ended');
      const timer = setTimeout(() => failed(`${timeoutMs / 1000} seconds are over`), timeoutMs);
      this.#child.once('exit', gone);
      this.#heard.add(look);
      look();
    });
  }

  /** Where its page is. */
  async url(): Promise<string> {
    await this.says(/See what it found:/, 1, 30_000);
    return /http:\S+/.exec(this.#said.map(({ line }) => line).join('\n'))![0];
  }

  /** Most memory that it ever held; `null` where the system does not say. */
  peakBytes(): number | null {
    const kilobytes = this.#inProc('status', /^VmHWM:\s+(\d+) kB$/m);
    return kilobytes && 1024 * Number(kilobytes[1]);
  }

  /** Time that it has had a processor for; `null` where the system does not say. */
  cpuSeconds(): number | null {
    // The 14th and 15th of its figures, in hundredths of a second: see proc(5).
    const ticks = this.#inProc('stat', /^\d+ \(.*\) \S(?: \S+){10} (\d+) (\d+) /);
    return ticks && (Number(ticks[1]) + Number(ticks[2])) / 100;
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    this.#child.kill('SIGINT');
    await once(this.#child, 'exit');
  }

  #inProc(file: string, what: RegExp): RegExpExecArray | null {
    try {
      return what.exec(readFileSync(`/proc/${this.#child.pid}/${file}`, 'utf8'));
    } catch {
      return null;
    }
  }

  #tail(): string {
    return [...this.#said.slice(-10).map(({ line }) => line), ...this.#errors.slice(-10)].join('\n');
  }
}
