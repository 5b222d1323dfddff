import { barX, plot, text } from '@observablehq/plot';
import { useCallback } from 'preact/hooks';
import { type ChosenLevel, chosenLevels } from '../../../../shared/report/words/chosen-levels.ts';
import { type LevelBins, levelShares } from '../../../../shared/report/words/level-shares.ts';
import { formatSharePair } from '../../../../shared/report/words/numbers.ts';
import { PlotFigure } from './plot-figure.tsx';

const LEVEL = 50;

/** The share of each level before (filled) and after (outlined): those that changed most, the others gathered. */
export function Levels({ bins, label }: { readonly bins: LevelBins; readonly label: string }) {
  const draw = useCallback((width: number) => drawLevels(chosenLevels(levelShares(bins)), width), [bins]);
  return <PlotFigure label={`Share of each level before and after. ${label}`} draw={draw} />;
}

function drawLevels(levels: readonly ChosenLevel[], width: number): Element {
  const bars = levels.flatMap(({ before, after }, i) => {
    const [beforeText, afterText] = formatSharePair(before, after);
    return [
      { i, side: 1, share: before, words: beforeText },
      { i, side: 2, share: after, words: afterText },
    ];
  });
  const sides = { fy: 'i', y: 'side', x: 'share' } as const;
  const [base, now] = [bars.filter(({ side }) => side === 1), bars.filter(({ side }) => side === 2)];
  const words = { ...sides, text: 'words', textAnchor: 'start', dx: 5, fontWeight: 600 } as const;
  return plot({
    className: 'plot',
    width,
    height: Math.max(1, levels.length) * LEVEL,
    marginLeft: 1,
    marginTop: 0,
    marginRight: 56,
    marginBottom: 0,
    x: { axis: null, domain: [0, Math.max(...bars.map(({ share }) => share), 1e-9)] },
    // The first band of each level is room for its name.
    y: { axis: null, domain: [0, 1, 2], padding: 0.15 },
    fy: { axis: null, padding: 0.12 },
    marks: [
      barX(base, { ...sides, fill: 'var(--base)' }),
      barX(now, {
        ...sides,
        fill: 'var(--now-fill)',
        stroke: 'var(--now)',
        strokeWidth: 1.5,
        insetLeft: 0.75,
      }),
      text(levels, {
        fy: (_: ChosenLevel, i: number) => i,
        y: () => 0,
        frameAnchor: 'left',
        textAnchor: 'start',
        text: 'label',
      }),
      text(base, { ...words, fill: 'var(--base-ink)' }),
      text(now, { ...words, fill: 'var(--now)' }),
    ],
  });
}
