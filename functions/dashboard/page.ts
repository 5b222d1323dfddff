import { html, type Markup, trustedMarkup } from '../../shared/report/render/html-escape.ts';
import { PAGE_CSS } from './page-style.ts';

/** The frame of every page. Its one script keeps the main part up to date. */
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
<header><p class="brand"><a href="/">Driftline</a></p><p id="live" role="status"></p></header>
<main>
${main}
</main>
</body>
</html>
`.text;
}
