import { useState } from 'preact/hooks';
import { pathOf } from '../../../wire/endpoint.ts';
import { unmuteMonitor } from '../../../wire/incidents.ts';
import type { MonitorSummary } from '../../../wire/monitors.ts';
import { sendToApi } from '../../api-client.ts';
import { MuteNote } from '../../monitor/mute-note.tsx';
import { OperateButton } from '../../ui/operate-button.tsx';
import { toast } from '../../ui/toast.tsx';
import { MuteDialog } from './mute-dialog.tsx';

/** Whether alerts are sent, and the way to change it. */
export function MuteControl({ summary: { monitor, muted } }: { readonly summary: MonitorSummary }) {
  const [asked, setAsked] = useState(false);
  const unmute = async () => {
    try {
      const { sentence } = await sendToApi(
        'DELETE',
        pathOf(unmuteMonitor, { monitor }),
        unmuteMonitor.answer,
      );
      toast(sentence);
    } catch (error) {
      toast((error as Error).message);
    }
  };
  return (
    <div class="mute-control">
      {muted !== null && <MuteNote muted={muted} />}
      <p class="buttons on-screen">
        <OperateButton onClick={() => setAsked(true)}>
          {muted === null ? 'Mute alerts …' : 'Mute for longer …'}
        </OperateButton>
        {muted !== null && <OperateButton onClick={unmute}>Send alerts again</OperateButton>}
      </p>
      {asked && <MuteDialog monitor={monitor} onClose={() => setAsked(false)} />}
    </div>
  );
}
