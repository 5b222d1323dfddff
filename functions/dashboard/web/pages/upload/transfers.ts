import { useEffect, useState } from 'preact/hooks';
import { sendFile } from './send-file.ts';
import { type Transfer, TransferQueue } from './transfer-queue.ts';

/** The files of this visit: they go on when somebody looks at another page meanwhile. */
export const transfers = new TransferQueue(sendFile, Date.now);

transfers.subscribe(() => {
  removeEventListener('beforeunload', askFirst);
  if (transfers.busy) addEventListener('beforeunload', askFirst);
});

/** The browser asks in its own words whether to leave. */
function askFirst(event: BeforeUnloadEvent): void {
  event.preventDefault();
}

/** The files of this visit for one monitor, newest first. */
export function useTransfers(monitor: string): readonly Transfer[] {
  const [all, setAll] = useState(transfers.transfers);
  useEffect(() => {
    const update = () => setAll(transfers.transfers);
    update();
    return transfers.subscribe(update);
  }, []);
  return all.filter((one) => one.monitor === monitor);
}
