import { html, type Markup, trustedMarkup } from '../../shared/report/html-escape.ts';
import { PAGE_CSS } from './page-style.ts';

/** The frame of every page. The script replaces the main part when the server has something new. */
export function page(title: string, main: Markup): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>${trustedMarkup(PAGE_CSS)}</style>
<script src="/live.js" defer></script>
</head>
<body>
<header><p class="brand"><a href="/">Driftline</a></p></header>
<main aria-live="polite">
${main}
</main>
</body>
</html>
`.text;
}

/** Asks every two seconds whether the page has changed (an ETag keeps that cheap) and swaps the main part in. */
export const LIVE_SCRIPT = `let etag = null;
setInterval(async () => {
  if (document.hidden) return;
  try {
    const response = await fetch(location.href, { headers: etag ? { 'If-None-Match': etag } : {}, cache: 'no-store' });
    if (response.status !== 200) return;
    const first = etag === null;
    etag = response.headers.get('ETag');
    if (first) return;
    const next = new DOMParser().parseFromString(await response.text(), 'text/html').querySelector('main');
    document.querySelector('main').replaceWith(next);
  } catch {
    // The server is gone for a moment: what is shown stays.
  }
}, 2000);
`;
