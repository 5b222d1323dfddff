/**
 * The only script. It writes times as the reader's own clock and language do, and asks every two seconds whether
 * the page has changed: an ETag keeps that cheap. What changed is swapped in, and one small region says so, for
 * those who hear the page; it also says when the server is gone, so that nobody trusts an old page.
 */
export const LIVE_SCRIPT = `const main = () => document.querySelector('main');
const status = document.getElementById('live');
const format = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
const clock = new Intl.DateTimeFormat(undefined, { timeStyle: 'short' });
let shown = main().innerHTML;
let etag = null;
let answered = new Date();

function localTimes() {
  for (const time of main().querySelectorAll('time')) {
    time.title = time.textContent;
    time.textContent = format.format(new Date(time.dateTime));
  }
}

function say(text) {
  if (status.textContent !== text) status.textContent = text;
}

async function refresh() {
  if (document.hidden) return;
  let response;
  try {
    response = await fetch(location.href, { headers: etag ? { 'If-None-Match': etag } : {}, cache: 'no-store' });
  } catch {
    say('Driftline does not answer. This is how things stood at ' + clock.format(answered) + '.');
    return;
  }
  answered = new Date();
  if (status.textContent.startsWith('Driftline does not answer')) say('');
  if (response.status !== 200) return;
  etag = response.headers.get('ETag');
  const next = new DOMParser().parseFromString(await response.text(), 'text/html').querySelector('main');
  if (next === null || next.innerHTML === shown) return;
  const focused = main().contains(document.activeElement) ? document.activeElement.getAttribute('href') : null;
  shown = next.innerHTML;
  main().replaceWith(next);
  localTimes();
  if (focused !== null) {
    [...main().querySelectorAll('a')].find((a) => a.getAttribute('href') === focused)?.focus({ preventScroll: true });
  }
  say('Updated at ' + clock.format(answered) + '.');
}

localTimes();
setInterval(refresh, 2000);
document.addEventListener('visibilitychange', refresh);
`;
