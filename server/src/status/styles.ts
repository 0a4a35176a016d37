import { createHash } from 'node:crypto';
import { STYLES } from '../reports/styles.ts';

/** What the status page has besides what every page has. Contrast is at least 4.5 to 1 (WCAG AA). */
export const STATUS_STYLES = `${STYLES}
.overall { border: 1px solid var(--rule); border-left: .5rem solid var(--good); border-radius: .5rem; padding: .75rem 1rem; margin: 1.25rem 0; max-width: none; font-size: 1.2rem; font-weight: 650; }
.overall.UNDER_MAINTENANCE { border-left-color: var(--plain); } .overall.DEGRADED { border-left-color: var(--bad); } .overall.DOWN { border-left-color: var(--worst); }
.parts { list-style: none; margin: 0; padding: 0; }
.parts > li { border-bottom: 1px solid var(--rule); padding: .6rem 0; break-inside: avoid; }
.part { display: flex; flex-wrap: wrap; justify-content: space-between; gap: .25rem 1rem; margin: 0; max-width: none; }
.part .name { font-weight: 650; }
.badge { font-size: .875rem; font-weight: 650; color: var(--good); white-space: nowrap; }
.badge.UNDER_MAINTENANCE, .badge.MAINTENANCE { color: var(--plain); } .badge.DEGRADED, .badge.INCIDENT { color: var(--bad); } .badge.DOWN, .badge.OUTAGE { color: var(--worst); }
.days { display: block; width: 100%; height: 1.75rem; margin: .35rem 0 .1rem; }
.days rect { fill: var(--good); } .days .UNDER_MAINTENANCE { fill: var(--plain); } .days .DEGRADED { fill: var(--bad); } .days .DOWN { fill: var(--worst); }
.ends { display: flex; justify-content: space-between; margin: 0; max-width: none; font-size: .8125rem; color: var(--soft); }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
details { margin: .25rem 0 0; font-size: .875rem; }
summary { cursor: pointer; color: var(--link); }
article { border: 1px solid var(--rule); border-radius: .5rem; padding: .25rem 1rem .75rem; margin: .75rem 0; break-inside: avoid; }
article h3 { font-size: 1.05rem; margin: .6rem 0 .1rem; }
.updates { list-style: none; margin: .5rem 0 0; padding: 0 0 0 .9rem; border-left: 2px solid var(--rule); }
.updates > li { margin: 0 0 .75rem; }
.updates p { margin: .1rem 0; white-space: pre-line; overflow-wrap: anywhere; }
form { margin: .75rem 0; max-width: 34rem; }
fieldset { border: 1px solid var(--rule); border-radius: .5rem; margin: 0 0 .75rem; padding: .5rem 1rem .75rem; }
fieldset label { display: block; padding: .15rem 0; }
input[type="email"] { display: block; width: 100%; font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--soft); border-radius: .35rem; padding: .4rem .6rem; margin: .15rem 0 .75rem; }
button { font: inherit; font-weight: 650; color: var(--on-plain); background: var(--plain); border: 0; border-radius: .35rem; padding: .5rem 1rem; cursor: pointer; }
button.quiet { color: var(--link); background: none; border: 1px solid var(--rule); }
button:focus-visible, input:focus-visible, a:focus-visible, summary:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
.alert { border: 2px solid var(--worst); border-radius: .5rem; padding: .5rem 1rem; }
.links { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; padding: 0; margin: 1rem 0; list-style: none; }
@media print { form, .links { display: none; } details > * { display: block; } }
`;

/** Under a name that changes with the content, so that a browser may keep it. */
export const STATUS_STYLESHEET = `status-${createHash('sha256').update(STATUS_STYLES).digest('hex').slice(0, 12)}.css`;
