const MOMENT = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
const DAY = new Intl.DateTimeFormat(undefined, { dateStyle: 'long' });

/** A moment as the reader's own clock and language have it; the exact one as a tooltip. */
export function LocalTime({ ms }: { readonly ms: number }) {
  return <Time ms={ms} text={MOMENT.format(ms)} />;
}

/** The day alone: `14 March 2026`. */
export function LocalDay({ ms }: { readonly ms: number }) {
  return <Time ms={ms} text={DAY.format(ms)} />;
}

function Time({ ms, text }: { readonly ms: number; readonly text: string }) {
  const iso = new Date(ms).toISOString();
  return (
    <time dateTime={iso} title={iso}>
      {text}
    </time>
  );
}
