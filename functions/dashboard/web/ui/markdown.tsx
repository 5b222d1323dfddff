import { useMemo } from 'preact/hooks';
import { type Block, type Line, parseMarkdown } from './parse-markdown.ts';

interface MarkdownProps {
  readonly text: string;
  /** The level that its first heading has on the page. */
  readonly top: 2 | 3;
}

/** A document of Driftline's own, such as a model card. */
export function Markdown({ text, top }: MarkdownProps) {
  const blocks = useMemo(() => parseMarkdown(text), [text]);
  return (
    <div class="markdown">
      {blocks.map((block, i) => (
        <MarkdownBlock key={i} block={block} top={top} />
      ))}
    </div>
  );
}

function MarkdownBlock({ block, top }: { readonly block: Block; readonly top: number }) {
  switch (block.kind) {
    case 'heading': {
      const Heading = `h${Math.min(6, block.level + top - 1)}` as 'h3';
      return (
        <Heading>
          <TextLine line={block.line} />
        </Heading>
      );
    }
    case 'paragraph':
      return (
        <p>
          <TextLine line={block.line} />
        </p>
      );
    case 'list':
      return (
        <ul>
          {block.items.map((item, i) => (
            <li key={i}>
              <TextLine line={item} />
            </li>
          ))}
        </ul>
      );
    case 'table':
      return <MarkdownTable head={block.head} rows={block.rows} />;
  }
}

function MarkdownTable({ head, rows }: Pick<Extract<Block, { kind: 'table' }>, 'head' | 'rows'>) {
  const named = head.some((cell) => cell.length > 0);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for inputs, and a section of its own for more than a table.
    <div
      role="group"
      class="wide-box"
      aria-label="Table"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable without a mouse.
      tabIndex={0}
    >
      <table>
        {named && (
          <thead>
            <tr>
              {head.map((cell, i) => (
                <th key={i} scope="col">
                  {cell.length === 0 ? <span class="unseen">Note</span> : <TextLine line={cell} />}
                </th>
              ))}
            </tr>
          </thead>
        )}
        <tbody>
          {rows.map((cells, r) => (
            <tr key={r}>
              {cells.map((cell, c) =>
                c === 0 ? (
                  <th key={c} scope="row">
                    <TextLine line={cell} />
                  </th>
                ) : (
                  <td key={c}>
                    <TextLine line={cell} />
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function TextLine({ line }: { readonly line: Line }) {
  return <>{line.map(({ text, code }, i) => (code ? <code key={i}>{text}</code> : text))}</>;
}
