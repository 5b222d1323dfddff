import { letterParts } from './letter-parts.ts';

/** The e-mail as it was sent; addresses in it that lead here are links. */
export function Letter({ text }: { readonly text: string }) {
  return (
    <div class="letter">
      {text
        .trim()
        .split('\n')
        .map((line, i) => (
          <p key={i} class={line.startsWith('  ') ? 'indented' : undefined}>
            {letterParts(line.trim(), location.origin).map(({ words, href }, k) =>
              href === null ? (
                words
              ) : (
                <a key={k} href={href}>
                  {words}
                </a>
              ),
            )}
          </p>
        ))}
    </div>
  );
}
