const FORMAT = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

/** A moment as the reader's own clock and language have it; the exact one as a tooltip. */
export function LocalTime({ ms }: { readonly ms: number }) {
  const iso = new Date(ms).toISOString();
  return (
    <time dateTime={iso} title={iso}>
      {FORMAT.format(ms)}
    </time>
  );
}
