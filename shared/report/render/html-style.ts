import { CHART_CSS } from './chart-style.ts';

/** The report's whole style sheet. One accent, the orange of the production data; no web fonts, no pictures. */
export const REPORT_CSS = `${CHART_CSS}
*{box-sizing:border-box}
html{color-scheme:light dark;-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0;background:var(--paper);color:var(--ink);font:1rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",sans-serif;font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
main,header{max-width:58rem;margin:0 auto;padding:0 1.25rem}
header{padding-top:2.5rem}
main{padding-bottom:3rem}
h1,h2,h3,p,dl,figure,ul{margin:0}
h1{font-size:clamp(1.75rem,1.2rem + 2.6vw,2.75rem);line-height:1.12;font-weight:680;letter-spacing:-.02em;text-wrap:balance}
h2{font-size:1.3rem;line-height:1.25;font-weight:650;letter-spacing:-.01em;margin:0 0 .25rem}
h3{font-size:1.06rem;line-height:1.3;font-weight:650}
section{margin-top:3rem;border-top:1px solid var(--rule);padding-top:1.5rem}
.kicker{color:var(--quiet);font-size:.9rem;margin-bottom:1.25rem}
.verdict{display:grid;grid-template-columns:auto 1fr;gap:0 1rem;align-items:center}
.verdict svg{width:clamp(2.4rem,1.8rem + 2.6vw,3.4rem);height:auto;fill:none;stroke:var(--base-ink);stroke-width:2.5;stroke-linecap:round;stroke-linejoin:round}
.verdict.drift svg{stroke:var(--now)}
.lead{margin-top:1rem;font-size:1.15rem;max-width:40rem}
.note,.quiet{color:var(--quiet);font-size:.9rem}
.note{max-width:44rem}
.numbers{display:grid;grid-template-columns:repeat(4,auto);gap:0 2.5rem;justify-content:start;margin-top:1.75rem}
.numbers dt{color:var(--quiet);font-size:.85rem}
.numbers dd{margin:0;font-size:1.5rem;font-weight:620;line-height:1.25}
.numbers .raised{color:var(--now)}
article{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,24rem);gap:.75rem 2.5rem;align-items:start;padding:1.4rem 0;border-bottom:1px solid var(--rule);break-inside:avoid}
article:last-of-type{border-bottom:0}
.change{font-size:1.1rem;margin-top:.2rem}
.hint{margin-top:.4rem}
.evidence{margin-top:.5rem}
figcaption{color:var(--quiet);font-size:.85rem}
.pairs{display:grid;grid-template-columns:minmax(9rem,15rem) 1fr;gap:.5rem 1.5rem;margin-top:1rem}
.pairs dt{color:var(--quiet)}
.pairs dd{margin:0}
.findings{list-style:none;padding:0;margin-top:.75rem}
.findings li{display:grid;grid-template-columns:5.5rem 1fr;padding:.45rem 0;border-bottom:1px solid var(--rule)}
.findings li:last-child{border-bottom:0}
.findings b{font-weight:650}
.findings .notice b{font-weight:400;color:var(--quiet)}
details>summary{cursor:pointer;padding:.5rem 0}
details>summary:focus-visible{outline:2px solid var(--base-ink);outline-offset:2px}
.others{margin-top:.75rem}
.others details{border-bottom:1px solid var(--rule)}
.others summary{display:grid;grid-template-columns:1rem minmax(0,15rem) minmax(0,1fr);gap:0 .5rem;list-style:none}
.others summary::-webkit-details-marker{display:none}
.others summary::before{content:"+";color:var(--quiet)}
.others details[open]>summary::before{content:"−"}
.others h3{font-size:1rem;font-weight:500}
.others .body{padding:0 0 1rem 1.5rem}
.figures{margin-top:1.25rem}
.scroll{overflow-x:auto}
table{border-collapse:collapse;font-size:.85rem;white-space:nowrap}
caption{text-align:left;color:var(--quiet);padding:.25rem 0 .5rem;white-space:normal}
th,td{padding:.35rem .9rem .35rem 0;border-bottom:1px solid var(--rule);text-align:right;font-weight:400}
th:first-child{text-align:left;max-width:16rem;overflow:hidden;text-overflow:ellipsis}
thead th{color:var(--quiet);vertical-align:bottom}
tr.drifted th,tr.drifted td.word{font-weight:650}
code{font:.85em ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;overflow-wrap:anywhere}
@media (max-width:44rem){
header{padding-top:1.5rem}
section{margin-top:2.25rem}
.numbers{grid-template-columns:repeat(2,auto);gap:.75rem 2rem}
article{grid-template-columns:minmax(0,1fr)}
.pairs{grid-template-columns:1fr;gap:0}
.pairs dd{margin-bottom:.75rem}
.findings li{grid-template-columns:1fr}
.others summary{grid-template-columns:1rem minmax(0,1fr)}
.others summary .quiet{grid-column:2}
}
@media print{
@page{margin:16mm}
body{font-size:10pt}
main,header{max-width:none;padding:0}
header{padding-top:0}
section{margin-top:1.5rem;padding-top:1rem}
h2,h3{break-after:avoid}
article{grid-template-columns:1fr 8.5cm;padding:.7rem 0}
.others details>summary::before,.others details[open]>summary::before{content:none}
.on-screen{display:none}
.others summary{grid-template-columns:minmax(0,13rem) minmax(0,1fr);padding:.15rem 0}
.others details{break-inside:avoid}
.figures{display:none}
}
`;
