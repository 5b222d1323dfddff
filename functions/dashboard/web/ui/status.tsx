/** No status is told by colour alone: a shape and a word go with every tone. */
export type Tone = 'calm' | 'alarm' | 'quiet';

interface StatusProps {
  readonly tone: Tone;
  readonly word: string;
}

/** A status in a line of text: shape, word, tone. */
export function Status({ tone, word }: StatusProps) {
  return (
    <span class={`status ${tone}`}>
      <StatusIcon tone={tone} />
      {word}
    </span>
  );
}

/** A tick, a warning triangle, a question: told apart in grey, and at ten pixels. */
export function StatusIcon({ tone }: { readonly tone: Tone }) {
  return (
    <svg class="status-icon" viewBox="0 0 32 32" aria-hidden="true">
      {SHAPES[tone]}
    </svg>
  );
}

const SHAPES = {
  calm: (
    <>
      <circle cx="16" cy="16" r="13" />
      <path d="m10 16.5 4.2 4.2L22.5 12" />
    </>
  ),
  alarm: (
    <>
      <path d="M16 4 29.5 28h-27Z" />
      <path d="M16 13v7M16 24v.1" />
    </>
  ),
  quiet: (
    <>
      <circle cx="16" cy="16" r="13" />
      <path d="M12 12.5a4 4 0 1 1 5.6 3.7c-1 .5-1.6 1.2-1.6 2.8M16 23.5v.1" />
    </>
  ),
} as const;
