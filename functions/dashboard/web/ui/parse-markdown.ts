/** A part of a line: plain text, or a name set as code. */
interface TextPart {
  readonly text: string;
  readonly code: boolean;
}

export type Line = readonly TextPart[];

export type Block =
  | { readonly kind: 'heading'; readonly level: number; readonly line: Line }
  | { readonly kind: 'paragraph'; readonly line: Line }
  | { readonly kind: 'list'; readonly items: readonly Line[] }
  | { readonly kind: 'table'; readonly head: readonly Line[]; readonly rows: readonly (readonly Line[])[] };

/**
 * The Markdown that Driftline itself writes (model cards): headings, paragraphs, lists, tables, code, entities. Anything
 * else is taken as text, so what it quotes of other people's data stays text. O(text).
 *
 * @example parseMarkdown('# A `b`') // [{ kind: 'heading', level: 1, line: [{ text: 'A ', code: false }, { text: 'b', code: true }] }]
 */
export function parseMarkdown(text: string): Block[] {
  return text
    .split(/\n{2,}/)
    .map((block) => block.trim())
    .filter((block) => block !== '')
    .map(parseBlock);
}

function parseBlock(block: string): Block {
  const heading = /^(#{1,6}) (.*)$/.exec(block);
  if (heading !== null) {
    return { kind: 'heading', level: heading[1]!.length, line: parseLine(heading[2]!) };
  }
  const lines = block.split('\n');
  if (lines.every((line) => line.startsWith('- '))) {
    return { kind: 'list', items: lines.map((line) => parseLine(line.slice(2))) };
  }
  if (lines.length >= 2 && lines.every((line) => line.startsWith('|'))) {
    const [head, , ...rows] = lines.map(cellsOf);
    return { kind: 'table', head: head!, rows };
  }
  return { kind: 'paragraph', line: parseLine(lines.join(' ')) };
}

/** A `|` in a cell is written as an entity. */
const cellsOf = (line: string): Line[] =>
  line
    .replace(/^\||\|$/g, '')
    .split('|')
    .map((cell) => parseLine(cell.trim()));

/** A code span keeps its entities as they are; a code element, like plain text, means what they stand for. */
const CODE = /`([^`]*)`|<code>(.*?)<\/code>/g;

function parseLine(text: string): Line {
  const parts: TextPart[] = [];
  let end = 0;
  for (const found of text.matchAll(CODE)) {
    if (found.index > end) parts.push({ text: decode(text.slice(end, found.index)), code: false });
    parts.push({ text: found[1] ?? decode(found[2] ?? ''), code: true });
    end = found.index + found[0].length;
  }
  if (end < text.length) parts.push({ text: decode(text.slice(end)), code: false });
  return parts;
}

const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&' };

/** An invisible one keeps other programs from linking what follows it; here it has no work to do. */
function decode(text: string): string {
  return text
    .replaceAll('&#8203;', '')
    .replace(/&(?:#(\d{1,6})|(lt|gt|amp));/g, (_, code?: string, name?: string) =>
      code === undefined ? NAMED[name!]! : String.fromCodePoint(Number(code)),
    );
}
