import { readFileSync } from 'node:fs';

/**
 * The commands in a Markdown file: for each heading its blocks of shell, in their order.
 *
 * @example commandsIn('infra/aws/RUNBOOK.md').get('Dead letters / Resolution')
 */
export function commandsIn(file: string): Map<string, string[]> {
  const commands = new Map<string, string[]>();
  const path: string[] = [];
  let block: string[] | null = null;
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    const heading = block === null ? /^(#+) (.*)$/.exec(line) : null;
    if (heading !== null) {
      // The first level names the file or a part of it.
      const level = Math.max(0, (heading[1]?.length ?? 0) - 2);
      path.splice(level, path.length, heading[2] ?? '');
    } else if (block === null && line === '```bash') {
      block = [];
    } else if (block !== null && line === '```') {
      const key = path.join(' / ');
      commands.set(key, [...(commands.get(key) ?? []), block.join('\n')]);
      block = null;
    } else {
      block?.push(line);
    }
  }
  return commands;
}
