import { useMe } from '../../use-me.ts';
import { NewMonitor } from './new-monitor.tsx';

/** Nothing is watched yet: what a monitor is, how the first is made, and what can be tried without one. */
export function NoMonitors() {
  const me = useMe();
  return (
    <>
      <h1>No model is watched yet</h1>
      <p class="lead">
        A monitor watches the data that one model works on, and tells you when it stops looking like the data
        the model learned from.
      </p>
      <ol class="first-steps">
        <li>
          <h2>Upload the baseline</h2>
          <p>The data that the model learned from, as a CSV file. With it the monitor is made.</p>
          <NewMonitor look="primary">Upload a baseline</NewMonitor>
        </li>
        <li>
          <h2>Upload production data</h2>
          <p>What the model sees today: each file is a batch, and gets its verdict within seconds.</p>
        </li>
        <li>
          <h2>Read what changed</h2>
          <p>The verdict appears here by itself; you are alerted when the data has drifted.</p>
        </li>
      </ol>
      <p>
        Only two files, and no wish to set anything up? <a href="/compare">Compare them</a>: they never leave
        this page.
      </p>
      {me !== null && (
        <p class="quiet small">
          Files can also be put into <code>{me.inputs}</code>: <code>baseline/</code>, then{' '}
          <code>production/</code>.
        </p>
      )}
    </>
  );
}
