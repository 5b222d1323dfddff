import { extname } from 'node:path';
import type { Report } from '../../shared/report/report.ts';
import type { CommandIo, Output } from './command.ts';
import { UsageError } from './usage-error.ts';

/** What a report can be rendered as, in words. */
export const FORMAT_NAMES = {
  text: 'Text report',
  json: 'JSON report',
  html: 'HTML report',
  markdown: 'Markdown report',
  junit: 'JUnit report',
} as const;

export type Format = keyof typeof FORMAT_NAMES;

const BY_ENDING: Readonly<Record<string, Format>> = {
  '.json': 'json',
  '.html': 'html',
  '.htm': 'html',
  '.md': 'markdown',
  '.xml': 'junit',
};

/** The format asked for, else the one that the output's name ends in, else text. @throws UsageError */
export function formatOf(name: string | undefined, output: string | undefined): Format {
  if (name === undefined) return BY_ENDING[extname(output ?? '').toLowerCase()] ?? 'text';
  if (Object.hasOwn(FORMAT_NAMES, name)) return name as Format;
  throw new UsageError(`--format must be ${Object.keys(FORMAT_NAMES).join(', ')}, not "${name}".`);
}

/** Width of a text report where no terminal says otherwise. */
const WIDTH_DEFAULT = 100;

interface Terminal {
  readonly terminal: Output;
  readonly env: CommandIo['env'];
}

/** Renders a report; only the renderer that is asked for is loaded. `to` is null when it goes to a file. */
export async function renderAs(format: Format, report: Report, to: Terminal | null): Promise<string> {
  switch (format) {
    case 'text': {
      const { renderText } = await import('../../shared/report/render/render-text.ts');
      return renderText(report, { color: wantsColor(to), width: to?.terminal.columns ?? WIDTH_DEFAULT });
    }
    case 'json':
      return (await import('../../shared/report/render/render-json.ts')).renderJson(report);
    case 'html':
      return (await import('../../shared/report/render/render-html.ts')).renderHtml(report);
    case 'markdown':
      return (await import('../../shared/report/render/render-markdown.ts')).renderMarkdown(report);
    case 'junit':
      return (await import('../../shared/report/render/render-junit.ts')).renderJunit(report);
  }
}

/** Colour on a terminal alone, and never against NO_COLOR (no-color.org). */
function wantsColor(to: Terminal | null): boolean {
  return to?.terminal.isTTY === true && !to.env.NO_COLOR && to.env.TERM !== 'dumb';
}
