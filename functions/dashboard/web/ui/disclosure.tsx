import type { ComponentChildren } from 'preact';

interface DisclosureProps {
  readonly summary: ComponentChildren;
  readonly children: ComponentChildren;
  readonly open?: boolean;
}

/** A line that opens to more: what a number means, what else there is. */
export function Disclosure({ summary, children, open = false }: DisclosureProps) {
  return (
    <details class="disclosure" open={open}>
      <summary>{summary}</summary>
      <div class="disclosure-body">{children}</div>
    </details>
  );
}
