import type { Contender } from './contender.ts';
import { type Command, secondsOf } from './run-process.ts';

/** What merely reads a file: nothing that reads it can be faster than the first, hardly than the second. */
export function floors(file: string): Contender[] {
  return [floor('cat', []), floor('wc', ['-l'])];

  function floor(program: string, options: string[]): Contender {
    const command: Command = { program, args: [...options, file], codes: [0] };
    const firstRun = () => {
      secondsOf(command);
      return { peakBytes: null, answer: null, versions: [] };
    };
    return { name: [program, ...options].join(' '), command, firstRun };
  }
}
