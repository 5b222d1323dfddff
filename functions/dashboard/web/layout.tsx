import type { ComponentChildren } from 'preact';
import { matchRoute, type Route } from './router.ts';
import type { User } from './start.ts';
import { LiveRegion } from './ui/announce.tsx';
import { SignedIn } from './ui/signed-in.tsx';
import { ThemeSwitch } from './ui/theme-switch.tsx';
import { Toasts } from './ui/toast.tsx';

interface LayoutProps {
  readonly path: string;
  readonly user: User;
  readonly children: ComponentChildren;
}

/** Every page's frame: skip link, navigation, the page, and the places where news appears and is read out. */
export function Layout({ path, user, children }: LayoutProps) {
  const monitor = monitorOf(path);
  return (
    <>
      <a class="skip" href="#main">
        Skip to content
      </a>
      <header class="masthead">
        <a class="brand" href="/">
          <svg viewBox="0 0 22 16" aria-hidden="true">
            <path d="M1 12c4-11 6.5-11 10-4s6 5.5 10-5" />
          </svg>
          Driftline
        </a>
        <nav aria-label="Main">
          <NavLink href="/" path={path} also={path.startsWith('/monitors/')}>
            Monitors
          </NavLink>
          <NavLink href="/compare" path={path}>
            Compare
          </NavLink>
        </nav>
        <ThemeSwitch />
        <SignedIn user={user} />
      </header>
      {monitor !== null && <MonitorNav monitor={monitor} path={path} />}
      <main id="main" tabIndex={-1}>
        {children}
      </main>
      <LiveRegion />
      <Toasts />
    </>
  );
}

const MONITOR_PAGES: readonly Route<true>[] = [
  { pattern: '/monitors/:monitor', target: true },
  { pattern: '/monitors/:monitor/:page', target: true },
  { pattern: '/monitors/:monitor/:page/:name', target: true },
  { pattern: '/monitors/:monitor/:page/:name/:part/:item', target: true },
];

const monitorOf = (path: string) => matchRoute(MONITOR_PAGES, path)?.params.monitor ?? null;

function MonitorNav({ monitor, path }: { readonly monitor: string; readonly path: string }) {
  const home = `/monitors/${encodeURIComponent(monitor)}`;
  return (
    <nav class="subnav" aria-label={`Monitor ${monitor}`}>
      <NavLink href={home} path={path} also={path.startsWith(`${home}/batches/`)}>
        {monitor}
      </NavLink>
      <NavLink href={`${home}/models`} path={path} also={path.startsWith(`${home}/models/`)}>
        Models
      </NavLink>
      <NavLink href={`${home}/upload`} path={path}>
        Upload
      </NavLink>
      <NavLink href={`${home}/predict`} path={path}>
        Predict
      </NavLink>
      <NavLink href={`${home}/settings`} path={path}>
        Settings
      </NavLink>
    </nav>
  );
}

interface NavLinkProps {
  readonly href: string;
  readonly path: string;
  /** True on pages below this one. */
  readonly also?: boolean;
  readonly children: ComponentChildren;
}

function NavLink({ href, path, also = false, children }: NavLinkProps) {
  return (
    <a class="nav-link" href={href} aria-current={path === href ? 'page' : also ? 'true' : undefined}>
      {children}
    </a>
  );
}
