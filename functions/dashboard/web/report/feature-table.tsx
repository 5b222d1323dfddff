import { useMemo } from 'preact/hooks';
import type { FeatureReport } from '../../../../shared/report/report.ts';
import { SidesKey } from '../charts/sides-key.tsx';
import { DataTable } from '../ui/data-table.tsx';
import { featureColumns, type RankedFeature } from './feature-columns.tsx';

interface FeatureTableProps {
  /** In the report's order, strongest first. */
  readonly features: readonly FeatureReport[];
  readonly onOpen: (feature: FeatureReport) => void;
  /** Addresses of the features' own pages, where they have one: their names are links then. */
  readonly hrefOf?: (feature: FeatureReport) => string;
}

/** High enough for the name and, on a phone, what changed below it. */
const ROW_HEIGHT = 46;

/** Every feature, strongest first; thousands of them stay quick. */
export function FeatureTable({ features, onOpen, hrefOf }: FeatureTableProps) {
  const ranked = useMemo(() => features.map((feature, rank) => ({ feature, rank })), [features]);
  const open = ({ feature }: RankedFeature) => onOpen(feature);
  const columns = useMemo(() => featureColumns(open, hrefOf), [onOpen, hrefOf]);
  return (
    <div class="feature-table">
      <DataTable
        caption="Every feature, strongest change first"
        noun="features"
        rows={ranked}
        columns={columns}
        rowKey={({ feature }) => feature.name}
        rowHeight={ROW_HEIGHT}
        searchText={nameAndType}
        onOpen={open}
        tools={<SidesKey />}
      />
    </div>
  );
}

const nameAndType = ({ feature }: RankedFeature) =>
  `${feature.name} ${feature.type} ${feature.drifted ? 'drifted' : ''}`;
