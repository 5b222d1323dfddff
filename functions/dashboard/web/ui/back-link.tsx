import type { ComponentChildren } from 'preact';

/** Above a page's title: the page that it is a part of. */
export function BackLink({
  href,
  children,
}: {
  readonly href: string;
  readonly children: ComponentChildren;
}) {
  return (
    <p class="back-link on-screen">
      <a href={href}>
        <span aria-hidden="true">← </span>
        {children}
      </a>
    </p>
  );
}
