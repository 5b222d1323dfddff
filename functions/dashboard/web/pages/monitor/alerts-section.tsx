import { useMemo } from 'preact/hooks';
import { showMessage } from '../../../../../shared/text/safe-text.ts';
import { alertPath } from '../../../paths.ts';
import type { AlertItem } from '../../../wire/incidents.ts';
import { AlertState } from '../../monitor/alert-state.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { LocalTime } from '../../ui/local-time.tsx';
import { More } from '../../ui/more.tsx';
import type { List } from '../../use-list.ts';

interface AlertsSectionProps {
  readonly monitor: string;
  readonly alerts: readonly AlertItem[];
  readonly list: List<AlertItem>;
}

/** What people were told, and when; each opens as it was sent. */
export function AlertsSection({ monitor, alerts, list }: AlertsSectionProps) {
  const columns = useMemo(() => columnsOf(monitor), [monitor]);
  if (alerts.length === 0) return <p class="quiet">None so far.</p>;
  return (
    <>
      <DataTable
        caption="Alerts, newest first"
        noun="alerts"
        rows={alerts}
        columns={columns}
        rowKey={({ alert }) => alert}
        rowHeight={46}
      />
      <More list={list} shown={alerts.length} noun="alerts" />
    </>
  );
}

/** Every subject begins with the product's name. */
const subjectOf = ({ subject }: AlertItem): string => {
  const rest = showMessage(subject.replace(/^Driftline: /, ''));
  return rest.charAt(0).toUpperCase() + rest.slice(1);
};

const columnsOf = (monitor: string): Column<AlertItem>[] => [
  {
    key: 'subject',
    title: 'Alert',
    cell: (alert) => (
      <>
        <a href={alertPath(monitor, alert.alert)}>{subjectOf(alert)}</a>
        <span class="narrow-only small quiet">
          <LocalTime ms={alert.since} />
        </span>
      </>
    ),
  },
  {
    key: 'state',
    title: 'How urgent',
    width: '13rem',
    wideOnly: true,
    sortBy: ({ severity }) => severity,
    cell: (alert) => <AlertState alert={alert} />,
  },
  {
    key: 'since',
    title: 'When',
    width: '12.5rem',
    wideOnly: true,
    sortBy: ({ since }) => since,
    cell: ({ since }) => <LocalTime ms={since} />,
  },
];
