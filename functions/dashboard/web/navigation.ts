import { useEffect, useState } from 'preact/hooks';

/** Told of every change of address that the app itself makes; the browser tells of its own by `popstate`. */
const CHANGED = 'driftline:navigated';

/** Goes to an address of the app without loading the page anew. */
export function navigate(to: string, { replace = false } = {}): void {
  if (replace) history.replaceState(null, '', to);
  else history.pushState(null, '', to);
  dispatchEvent(new Event(CHANGED));
}

/** The path of the current address; the component is drawn again when it changes. */
export function usePath(): string {
  const [path, setPath] = useState(location.pathname);
  useEffect(() => {
    const update = () => setPath(location.pathname);
    addEventListener('popstate', update);
    addEventListener(CHANGED, update);
    return () => {
      removeEventListener('popstate', update);
      removeEventListener(CHANGED, update);
    };
  }, []);
  return path;
}

/**
 * Follows plain links inside the app without loading the page anew, so that pages write `<a href>` and nothing else.
 * New tabs, downloads, other origins, the API and addresses on the same page stay the browser's.
 */
export function followLinks(): void {
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    if (link === null || event.defaultPrevented || !isPlain(event) || !staysInApp(link)) return;
    event.preventDefault();
    navigate(link.pathname + link.search + link.hash);
  });
}

const isPlain = (event: MouseEvent) =>
  event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;

function staysInApp(link: HTMLAnchorElement): boolean {
  return (
    link.origin === location.origin &&
    (link.target === '' || link.target === '_self') &&
    !link.hasAttribute('download') &&
    !link.pathname.startsWith('/api/') &&
    !(link.pathname === location.pathname && link.hash !== '')
  );
}
