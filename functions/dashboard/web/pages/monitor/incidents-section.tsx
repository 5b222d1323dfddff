import { useState } from 'preact/hooks';
import { formatCount, formatShare } from '../../../../../shared/report/words/numbers.ts';
import { shorten, showMessage } from '../../../../../shared/text/safe-text.ts';
import { batchPath } from '../../../paths.ts';
import type { IncidentItem } from '../../../wire/incidents.ts';
import { LocalDay, LocalTime } from '../../ui/local-time.tsx';
import { More } from '../../ui/more.tsx';
import { OperateButton } from '../../ui/operate-button.tsx';
import { Status } from '../../ui/status.tsx';
import type { List } from '../../use-list.ts';
import { AcknowledgeDialog } from './acknowledge-dialog.tsx';

interface IncidentsSectionProps {
  readonly monitor: string;
  readonly incidents: readonly IncidentItem[];
  readonly list: List<IncidentItem>;
}

/** Runs of drifting batches, newest first: how bad, how they ended, and who looks after them. */
export function IncidentsSection({ monitor, incidents, list }: IncidentsSectionProps) {
  const [asked, setAsked] = useState<IncidentItem | null>(null);
  if (incidents.length === 0) {
    return <p class="quiet">None so far. One opens when as many features drift as alerts are set to.</p>;
  }
  return (
    <>
      <ul class="ledger">
        {incidents.map((incident) => (
          <li key={incident.id}>
            <Incident monitor={monitor} incident={incident} onAcknowledge={() => setAsked(incident)} />
          </li>
        ))}
      </ul>
      <More list={list} shown={incidents.length} noun="incidents" />
      {asked !== null && (
        <AcknowledgeDialog monitor={monitor} incident={asked} onClose={() => setAsked(null)} />
      )}
    </>
  );
}

interface IncidentProps {
  readonly monitor: string;
  readonly incident: IncidentItem;
  readonly onAcknowledge: () => void;
}

function Incident({ monitor, incident, onAcknowledge }: IncidentProps) {
  const { state, opened, closed, closedBy, driftingBatches, driftedFeatures, strongest } = incident;
  const open = state === 'open';
  const take = incident.acknowledged === null ? 'I look after it' : 'I take it over';
  return (
    <>
      <p class="ledger-head">
        <Status tone={open ? 'alarm' : 'calm'} word={open ? 'Open' : 'Closed'} />
        <span class="quiet small">
          since <LocalDay ms={opened.uploaded} />
          {closed !== null && (
            <>
              {' until '}
              <LocalDay ms={closed.uploaded} />
            </>
          )}
        </span>
      </p>
      <div>
        <p>
          {driftingBatches === 1 ? 'One batch' : `${formatCount(driftingBatches)} batches`} drifted, from{' '}
          <a href={batchPath(monitor, incident.firstBatch)}>{shorten(opened.name)}</a> on; at worst{' '}
          {formatCount(driftedFeatures)} {driftedFeatures === 1 ? 'feature' : 'features'}, the strongest by{' '}
          {formatShare(strongest)}.{' '}
          {!open &&
            (closedBy === null
              ? 'It ended when batches were clean again.'
              : 'It ended when a retrained model took charge.')}
        </p>
        <LookedAfter incident={incident} />
        {open && (
          <p class="buttons">
            <OperateButton onClick={onAcknowledge} label={`${take}: incident since ${shorten(opened.name)}`}>
              {take}
            </OperateButton>
          </p>
        )}
      </div>
    </>
  );
}

function LookedAfter({ incident: { acknowledged, state } }: { readonly incident: IncidentItem }) {
  if (acknowledged === null) {
    return state === 'open' ? <p class="quiet">Nobody has said that they look after it.</p> : null;
  }
  const { by, at, note } = acknowledged;
  return (
    <p class="quiet">
      Looked after by {shorten(by)} since <LocalTime ms={at} />
      {note !== '' && `: ${showMessage(note)}`}
    </p>
  );
}
