import { NEW_MONITOR_PATH } from '../../../paths.ts';
import { useMe } from '../../use-me.ts';

interface NewMonitorProps {
  readonly look?: 'primary' | 'plain';
  readonly children: string;
}

/** The way to the page where a monitor is made, for those who may make one. */
export function NewMonitor({ look = 'plain', children }: NewMonitorProps) {
  const me = useMe();
  if (me?.may === 'view') return <p class="quiet">An operator makes a monitor by uploading its baseline.</p>;
  return (
    <p class="new-monitor on-screen">
      <a class={`button ${look}`} href={NEW_MONITOR_PATH}>
        {children}
      </a>
    </p>
  );
}
