/** Blue for calm, orange for drift (Okabe–Ito), each beside a word and a shape: no verdict is told by colour alone. */
export const PAGE_CSS = `
:root{--ink:#1c2126;--quiet:#5b6670;--rule:#d9dee3;--paper:#fff;--calm:#1a5f96;--alarm:#c24e00}
@media (prefers-color-scheme:dark){:root{--ink:#e8eaed;--quiet:#a3adb8;--rule:#343b43;--paper:#14181c;--calm:#8cc2f0;--alarm:#ff9c4a}}
*{box-sizing:border-box}
html{color-scheme:light dark}
body{margin:0;background:var(--paper);color:var(--ink);font:1rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",sans-serif;font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
header,main{max-width:62rem;margin:0 auto;padding:0 1.25rem}
header{padding-top:1.25rem;display:flex;justify-content:space-between;gap:1rem}
#live{color:var(--quiet);font-size:.9rem;text-align:right}
main{padding-bottom:3rem}
a{color:var(--calm)}
a:focus-visible{outline:2px solid var(--calm);outline-offset:2px}
h1,h2,h3,p,ul,dl{margin:0}
.brand a{color:var(--quiet);text-decoration:none;font-weight:600}
h1{font-size:1.6rem;line-height:1.2;letter-spacing:-.01em;margin-top:1rem}
h2{font-size:1.3rem;line-height:1.25}
h2 a{color:inherit;text-decoration-color:var(--rule);text-underline-offset:.2em}
.answer{font-size:1.25rem;font-weight:650;margin-top:.4rem}
h3{font-size:1rem;margin-top:1.75rem}
section{margin-top:2rem;border-top:1px solid var(--rule);padding-top:1.25rem}
.quiet{color:var(--quiet)}
.status{font-size:1.1rem;margin-top:.25rem}
.word{font-weight:650;white-space:nowrap}
time,.share{white-space:nowrap}
.calm{color:var(--calm)}
.alarm{color:var(--alarm)}
table{border-collapse:collapse;width:100%;margin-top:.5rem;font-size:.95rem}
th,td{text-align:left;vertical-align:top;padding:.5rem .9rem .5rem 0;border-bottom:1px solid var(--rule)}
thead th{color:var(--quiet);font-weight:400;font-size:.85rem}
td.file{min-width:9rem}
.letter{margin-top:1.25rem;max-width:44rem}
.letter p{min-height:1em}
.letter .indented{padding-left:1.25rem}
ul.plain{list-style:none;padding:0;margin-top:.5rem}
ul.plain li{padding:.4rem 0;border-bottom:1px solid var(--rule)}
code{font:.9em ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
@media (max-width:44rem){
thead{position:absolute;clip-path:inset(50%);height:1px;width:1px;overflow:hidden;white-space:nowrap}
table,tbody,tr,td{display:block}
tr{padding:.6rem 0;border-bottom:1px solid var(--rule)}
td{border:0;padding:.1rem 0}
td.file{font-weight:650}
td.time{color:var(--quiet);font-size:.9rem}
header{flex-direction:column;gap:0}
#live{text-align:left}
}
`;
