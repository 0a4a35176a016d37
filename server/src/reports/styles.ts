import { createHash } from 'node:crypto';

/** The one style sheet of all reports: light, dark and on paper. Contrast is at least 4.5 to 1 (WCAG AA). */
export const STYLES = `
:root {
  color-scheme: light dark;
  --paper: #ffffff; --ink: #1c2430; --soft: #55606f; --rule: #d8dde4; --wash: #f5f7f9; --link: #0b5cad; --shade: #1c243040;
  --good: #1a7f5a; --on-good: #ffffff; --bad: #c2410c; --on-bad: #ffffff; --worst: #8b1a1a; --on-worst: #ffffff;
  --open: #4b6584; --on-open: #ffffff; --apart: #cfd6de; --on-apart: #1c2430; --plain: #2f6fb0; --on-plain: #ffffff;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #14181f; --ink: #e8ecf1; --soft: #a3adba; --rule: #343c48; --wash: #1c222b; --link: #7cb8f5; --shade: #00000099;
    --good: #4cc796; --on-good: #0c1a14; --bad: #f08a4b; --on-bad: #241003; --worst: #ff8f8f; --on-worst: #2b0606;
    --open: #8fa9c8; --on-open: #0e1620; --apart: #49525f; --on-apart: #f2f4f7; --plain: #74aee8; --on-plain: #0b1522;
  }
}
* { box-sizing: border-box; }
html { background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, "Segoe UI", Roboto, "DejaVu Sans", sans-serif; }
body { margin: 0 auto; max-width: 60rem; padding: 1.5rem; }
header { display: flex; justify-content: space-between; align-items: baseline; border-bottom: 1px solid var(--rule); }
header p { margin: 0 0 .5rem; }
.brand { font-weight: 700; letter-spacing: .02em; }
a { color: var(--link); }
h1 { font-size: 1.8rem; line-height: 1.2; margin: 1.5rem 0 .25rem; }
h2 { font-size: 1.2rem; margin: 2.25rem 0 .5rem; break-after: avoid; }
p { margin: .5rem 0; max-width: 46rem; }
.subtitle, .note, caption, .small { color: var(--soft); }
.small { font-size: .875rem; }
.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(12rem, 1fr)); gap: .75rem; margin: 1.25rem 0; }
.figures > div { background: var(--wash); border: 1px solid var(--rule); border-radius: .5rem; padding: .75rem 1rem; break-inside: avoid; }
dt { font-size: .875rem; color: var(--soft); }
dd { margin: 0; }
.value { display: block; font-size: 1.6rem; font-weight: 650; line-height: 1.3; font-variant-numeric: tabular-nums; }
.note { display: block; font-size: .8125rem; }
figure { margin: .75rem 0; break-inside: avoid; }
.chart svg { display: block; width: 100%; height: auto; min-width: 36rem; max-width: 52rem; }
figcaption { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; font-size: .875rem; }
.key::before { content: ""; display: inline-block; width: .8em; height: .8em; margin-right: .45em; border-radius: 2px; background: currentColor; vertical-align: -.05em; print-color-adjust: exact; }
.key.good::before { background: var(--good); } .key.bad::before { background: var(--bad); }
.key.worst::before { background: var(--worst); } .key.open::before { background: var(--open); }
.key.apart::before { background: var(--apart); } .key.plain::before { background: var(--plain); }
.scroll, .chart { overflow-x: auto; }
/* A shadow at each side on which there is more to see. */
.scroll, .chart { background:
  linear-gradient(to right, var(--paper), var(--paper)) left / 1rem 100% no-repeat local,
  linear-gradient(to left, var(--paper), var(--paper)) right / 1rem 100% no-repeat local,
  linear-gradient(to right, var(--shade), transparent) left / 1rem 100% no-repeat scroll,
  linear-gradient(to left, var(--shade), transparent) right / 1rem 100% no-repeat scroll; }
table { border-collapse: collapse; width: 100%; margin: .75rem 0; font-size: .9375rem; }
caption { text-align: left; font-size: .875rem; padding-bottom: .35rem; caption-side: top; max-width: min(46rem, 100vw - 3rem); }
th, td { text-align: left; vertical-align: top; padding: .4rem .75rem .4rem 0; border-bottom: 1px solid var(--rule); font-weight: 400; }
thead th { font-weight: 650; border-bottom-width: 2px; vertical-align: bottom; }
td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; }
td.number, .unbroken { white-space: nowrap; }
.number + td, .number + th { padding-left: .5rem; }
tr { break-inside: avoid; }
thead { display: table-header-group; }
.steps { margin: 0; padding-left: 1.1rem; min-width: 16rem; }
.steps li { margin: 0 0 .2rem; }
.total { font-weight: 650; text-align: right; max-width: none; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; font-size: .875rem; background: var(--wash); padding: .75rem 1rem; }
.prose { white-space: pre-line; overflow-wrap: break-word; max-width: 46rem; }
main > .prose { margin: 1rem 0; }
td .prose { min-width: 11rem; }
.overdue { color: var(--worst); font-weight: 650; }
tr:has(.overdue) { background: var(--wash); box-shadow: inset .25rem 0 var(--worst); }
tr:has(.overdue) > :first-child { padding-left: .75rem; }
.nothing { color: var(--soft); font-style: italic; }
@media (max-width: 48rem) {
  .figures { grid-template-columns: repeat(2, 1fr); }
  table { font-size: .875rem; }
  th, td { padding-right: .5rem; }
}
@media (max-width: 26rem) {
  .figures { grid-template-columns: minmax(0, 1fr); }
}
@media print {
  :root {
    --paper: #ffffff; --ink: #000000; --soft: #444444; --rule: #bbbbbb; --wash: #ffffff; --link: #000000;
    --good: #1a7f5a; --on-good: #ffffff; --bad: #c2410c; --on-bad: #ffffff; --worst: #8b1a1a; --on-worst: #ffffff;
    --open: #4b6584; --on-open: #ffffff; --apart: #cfd6de; --on-apart: #000000; --plain: #2f6fb0; --on-plain: #ffffff;
  }
  html { font-size: 10.5pt; print-color-adjust: exact; }
  body { max-width: none; padding: 0; }
  .language { display: none; }
  .scroll, .chart { overflow: visible; background: none; }
  .short { break-inside: avoid; }
  .chart svg, .steps, td .prose { min-width: 0; }
  .figures { grid-template-columns: repeat(4, 1fr); }
}
@page { size: A4; margin: 16mm 15mm 18mm; }
`;

/** Under a name that changes with the content, so that a browser may keep it. */
export const STYLESHEET = `report-${createHash('sha256').update(STYLES).digest('hex').slice(0, 12)}.css`;
