import { pathOf } from '../../../wire/endpoint.ts';
import { getMonitor } from '../../../wire/monitors.ts';
import type { UploadKind } from '../../../wire/uploads.ts';
import { ApiError } from '../../api-client.ts';
import { ErrorState, Loading, OfflineNote } from '../../ui/states.tsx';
import { useLive } from '../../use-live.ts';
import { useTitle } from '../../use-title.ts';
import { Places } from './places.tsx';
import { SetAside } from './set-aside.tsx';
import { TransferList } from './transfer-list.tsx';
import { transfers, useTransfers } from './transfers.ts';

/** Files for a monitor, and what becomes of them. */
export function UploadPage({ monitor }: { readonly monitor: string }) {
  useTitle(`Upload – ${monitor}`);
  const sent = useTransfers(monitor);
  return (
    <div class="page">
      <h1>Upload</h1>
      <p class="lead">
        Put a file where it belongs: it is sent at once, and its verdict arrives on this page.
      </p>
      <MonitorPlaces monitor={monitor} />
      <TransferList monitor={monitor} transfers={sent} />
      <SetAside monitor={monitor} sent={sent} />
    </div>
  );
}

/** The places, with what the monitor has already. One that is not there yet is made by its first file. */
function MonitorPlaces({ monitor }: { readonly monitor: string }) {
  const live = useLive(pathOf(getMonitor, { monitor }), getMonitor.answer, { awaited: true });
  const add = (kind: UploadKind, file: File) => transfers.add({ monitor, kind, file });
  if (live.state === 'loading') return <Loading />;
  if (live.state === 'ready') {
    return (
      <>
        {live.stale && <OfflineNote at={live.at} />}
        <Places monitor={monitor} known={live.data} onFile={add} />
      </>
    );
  }
  const isNew = live.error instanceof ApiError && live.error.status === 404;
  return isNew ? <Places monitor={monitor} known={null} onFile={add} /> : <ErrorState error={live.error} />;
}
