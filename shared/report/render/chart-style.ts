/**
 * Colours and type of the charts, as custom properties on the page: a chart is markup without colours of its own,
 * so it follows the page from light to dark. Blue and orange (Okabe–Ito) are told apart by every eye, and the
 * baseline is a filled shape where production is an outline, so that a grey print can be read too.
 */
export const CHART_CSS = `
:root{--ink:#1c2126;--quiet:#5b6670;--rule:#d9dee3;--paper:#fff;--base:#a9cbe8;--base-ink:#1a5f96;--now:#c24e00;--now-fill:#c24e0014}
@media (prefers-color-scheme:dark){:root{--ink:#e8eaed;--quiet:#a3adb8;--rule:#343b43;--paper:#14181c;--base:#2f5f8a;--base-ink:#8cc2f0;--now:#ff9c4a;--now-fill:#ff9c4a1f}}
@media print{:root{--ink:#000;--quiet:#444;--rule:#bbb;--paper:#fff;--base:#a9cbe8;--base-ink:#1a5f96;--now:#c24e00;--now-fill:#c24e0014}}
.chart{display:block;width:100%;height:auto;max-width:30rem;font:11px system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;font-variant-numeric:tabular-nums}
.chart text{fill:var(--ink)}
.chart .axis text,.chart .grid text{fill:var(--quiet)}
.chart .axis line,.chart .axis path{stroke:var(--quiet);fill:none}
.chart .halo{paint-order:stroke;stroke:var(--paper);stroke-width:3px;stroke-linejoin:round}
.chart .grid line{stroke:var(--rule)}
.chart .base{fill:var(--base)}
.chart .now{fill:var(--now-fill);stroke:var(--now);stroke-width:1.75;stroke-linejoin:round}
.chart text.base-label{fill:var(--base-ink)}
.chart text.now-label{fill:var(--now);font-weight:600}
.chart .base-mark{stroke:var(--base-ink);stroke-width:1.25;stroke-dasharray:3 2}
.chart .now-mark{stroke:var(--now);stroke-width:1.25}
`;
