import type { FeatureReport } from '../../../../shared/report/report.ts';
import { featureChange } from '../../../../shared/report/words/feature-sentence.ts';
import { formatNumber, formatShare } from '../../../../shared/report/words/numbers.ts';
import { showName } from '../../../../shared/text/safe-text.ts';
import type { Column } from '../ui/data-table.tsx';
import { Status } from '../ui/status.tsx';
import { SmallPicture } from './small-picture.tsx';

/** A feature with its place in the report, which is the order of strength. */
export interface RankedFeature {
  readonly feature: FeatureReport;
  readonly rank: number;
}

/** The features table's columns; `open` shows one feature, which may have a page of its own. */
export function featureColumns(
  open: (ranked: RankedFeature) => void,
  hrefOf?: (feature: FeatureReport) => string,
): Column<RankedFeature>[] {
  return [
    {
      key: 'name',
      title: 'Feature',
      width: '24%',
      sortBy: ({ feature }) => feature.name,
      cell: (ranked) => (
        <>
          {hrefOf === undefined ? (
            <button type="button" class="name-button" onClick={() => open(ranked)}>
              {showName(ranked.feature.name)}
            </button>
          ) : (
            <a class="name-button" href={hrefOf(ranked.feature)}>
              {showName(ranked.feature.name)}
            </a>
          )}
          <span class="narrow-only change">{featureChange(ranked.feature)}</span>
        </>
      ),
    },
    {
      key: 'drifted',
      title: 'Verdict',
      width: '6.75rem',
      sortBy: ({ rank }) => rank,
      cell: ({ feature }) =>
        feature.drifted ? <Status tone="alarm" word="Drifted" /> : <span class="quiet">No drift</span>,
    },
    {
      key: 'change',
      title: 'What changed',
      wideOnly: true,
      cell: ({ feature }) => <span title={featureChange(feature)}>{featureChange(feature)}</span>,
    },
    {
      key: 'picture',
      title: 'Before and now',
      width: '8.5rem',
      wideOnly: true,
      cell: ({ feature }) => <SmallPicture feature={feature} />,
    },
    {
      key: 'effect',
      title: 'Effect',
      width: '4.5rem',
      numeric: true,
      sortBy: ({ feature }) => feature.effect.value,
      cell: ({ feature }) => feature.effect.value.toFixed(3),
    },
    {
      key: 'p',
      title: 'Adjusted p',
      width: '5.5rem',
      numeric: true,
      wideOnly: true,
      sortBy: ({ feature }) => -feature.pAdjusted,
      cell: ({ feature }) => probability(feature.pAdjusted),
    },
    {
      key: 'missing',
      title: 'Missing',
      width: '5rem',
      numeric: true,
      wideOnly: true,
      sortBy: ({ feature }) => feature.missing.after,
      cell: ({ feature }) => formatShare(feature.missing.after),
    },
  ];
}

const probability = (p: number) => (p < 0.001 ? '< 0.001' : formatNumber(p));
