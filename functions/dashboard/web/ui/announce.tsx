import { useEffect, useState } from 'preact/hooks';

type Listener = (text: string) => void;
const listeners = new Set<Listener>();

/** Has a screen reader say something once it has finished what it says: a result that arrived, a thing that was done. */
export function announce(text: string): void {
  for (const listener of listeners) listener(text);
}

/** Where announcements are read from; once on the page, and there before the first of them. */
export function LiveRegion() {
  const [text, setText] = useState('');
  useEffect(() => {
    listeners.add(setText);
    return () => void listeners.delete(setText);
  }, []);
  return (
    <p class="unseen" role="status">
      {text}
    </p>
  );
}
