import { useEffect, useState } from 'preact/hooks';
import { announce } from './announce.tsx';

interface Toast {
  readonly id: number;
  readonly text: string;
}

const SHOWN_MS = 6_000;

type Listener = (toast: Toast) => void;
const listeners = new Set<Listener>();
let count = 0;

/** Says in a corner, for six seconds, that something was done. What needs an answer is no toast but a dialog. */
export function toast(text: string): void {
  announce(text);
  for (const listener of listeners) listener({ id: count++, text });
}

/** Where toasts appear; once on the page. They are read out by the live region, so here they are for the eye. */
export function Toasts() {
  const [toasts, setToasts] = useState<readonly Toast[]>([]);
  useEffect(() => {
    const add = (added: Toast) => {
      setToasts((shown) => [...shown, added]);
      setTimeout(() => setToasts((shown) => shown.filter(({ id }) => id !== added.id)), SHOWN_MS);
    };
    listeners.add(add);
    return () => void listeners.delete(add);
  }, []);
  return (
    <div class="toasts" aria-hidden="true">
      {toasts.map(({ id, text }) => (
        <p key={id}>{text}</p>
      ))}
    </div>
  );
}
