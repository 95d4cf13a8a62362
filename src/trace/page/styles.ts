/** How the page looks. It follows the reader's choice of light or dark. */
export const styles = `
:root {
  --ground: #fbfbfa; --panel: #ffffff; --line: #dcdcd7; --ink: #1d2127; --quiet: #5d6570; --accent: #0b62c4; --cursor: #0b62c41c;
  --runs: #2c7a55; --ready: #9aa1a9; --waits: #f3dfb0; --waits-line: #c98f1d; --bad: #b3261e; --bad-ground: #f8d7d3; --code: #f1f1ed; --mark: #fff2c4; --flow: #5b6bb5;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #14161a; --panel: #1c1f25; --line: #333842; --ink: #e7e9ec; --quiet: #9ea6b1; --accent: #74b0ff; --cursor: #74b0ff26;
    --runs: #58c08f; --ready: #6c7480; --waits: #4a3c1a; --waits-line: #d9a53c; --bad: #ff8a80; --bad-ground: #4d211e; --code: #252931; --mark: #4a431f; --flow: #9aa8ef;
  }
}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 76rem; padding: 1.5rem 1.25rem 3rem; background: var(--ground); color: var(--ink); font: 15px/1.55 system-ui, sans-serif; }
code, kbd, .source, .program, svg text, .resources, output { font-family: ui-monospace, "SF Mono", "Cascadia Mono", "DejaVu Sans Mono", monospace; }
code { font-size: 0.92em; background: var(--code); padding: 0.08em 0.35em; border-radius: 4px; }
h1 { margin: 0 0 0.5rem; font-size: 1.7rem; line-height: 1.2; }
h2 { margin: 0 0 0.5rem; font-size: 0.8rem; font-weight: 600; letter-spacing: 0.06em; text-transform: uppercase; color: var(--quiet); }
.program { margin: 0; color: var(--quiet); font-size: 0.85rem; }
.kind { color: var(--bad); } .kind.good { color: var(--runs); }
.detail { font-weight: 400; color: var(--quiet); font-size: 1.1rem; }
.message, .next, .lesson { max-width: 62rem; margin: 0.4rem 0; }
.next strong { color: var(--accent); margin-right: 0.4em; }
.lesson { color: var(--quiet); }
section, details { background: var(--panel); border: 1px solid var(--line); border-radius: 10px; padding: 0.9rem 1rem; margin-top: 1rem; min-width: 0; }
.scroll { overflow: auto; }
.lanes { display: flex; max-height: 26rem; overflow-y: auto; }
.lanes .scroll { flex: 1; min-width: 0; height: max-content; cursor: pointer; overflow-y: hidden; }
.labels { list-style: none; margin: 8px 0.75rem 0 0; padding: 0; max-width: 12rem; flex: none; }
.labels li { height: 34px; line-height: 34px; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; font-size: 0.85rem; }
.labels .concerned { color: var(--bad); font-weight: 600; }
svg { display: block; }
#cursor { fill: var(--cursor); stroke: var(--accent); }
rect.runs { fill: var(--runs); } rect.runs.bad { fill: var(--bad); }
rect.waits { fill: url(#hatch); stroke: var(--waits-line); }
rect.waits.bad { fill: url(#hatch-bad); stroke: var(--bad); }
.hatch-ground { fill: var(--waits); } .hatch-line { stroke: var(--waits-line); stroke-opacity: 0.35; stroke-width: 2; }
.hatch-ground.bad { fill: var(--bad-ground); } .hatch-line.bad { stroke: var(--bad); }
line.ready { stroke: var(--ready); stroke-width: 2; stroke-dasharray: 2 4; }
svg text { font-size: 11px; fill: var(--ink); pointer-events: none; }
svg text.end { fill: var(--panel); font-size: 9px; } svg text.end.throws { fill: var(--panel); font-size: 12px; font-weight: 700; }
.flow { fill: none; stroke: var(--flow); stroke-width: 1.5; opacity: 0.55; } .head { fill: var(--flow); }
.flow.current { opacity: 1; stroke-width: 2.5; }
.legend { margin: 0.6rem 0 0; color: var(--quiet); font-size: 0.85rem; }
.key { display: inline-block; width: 22px; height: 11px; margin: 0 0.25rem 0 0.9rem; border-radius: 3px; border: 1px solid transparent; vertical-align: -1px; }
.key.runs { background: var(--runs); margin-left: 0; } .key.ready { height: 0; border: 0; border-top: 2px dotted var(--ready); vertical-align: 4px; border-radius: 0; }
.key.waits { background: var(--waits); border-color: var(--waits-line); } .key.stuck { background: var(--bad-ground); border-color: var(--bad); }
nav { position: sticky; top: 0; z-index: 1; display: flex; gap: 0.5rem; align-items: center; margin-top: 1rem; padding: 0.6rem 0; background: var(--ground); }
nav input { flex: 1; accent-color: var(--accent); min-width: 4rem; }
button { font: inherit; font-size: 1.3rem; line-height: 1; color: var(--ink); background: var(--panel); border: 1px solid var(--line); border-radius: 8px; width: 2.6rem; height: 2.3rem; cursor: pointer; }
button:hover:not(:disabled) { border-color: var(--accent); } button:disabled { opacity: 0.4; cursor: default; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
output { color: var(--quiet); font-size: 0.85rem; min-width: 8.5rem; text-align: right; }
#now { margin: 0.2rem 0 0; font-size: 1.05rem; min-height: 1.6em; }
#now .who { font-weight: 600; } #now .where { color: var(--quiet); font-size: 0.88rem; }
.panels { display: grid; grid-template-columns: minmax(0, 3fr) minmax(0, 2fr); gap: 1rem; }
@media (max-width: 52rem) { .panels { grid-template-columns: minmax(0, 1fr); gap: 0; } }
.source { list-style: none; margin: 0; padding: 0; font-size: 0.83rem; line-height: 1.6; overflow: auto; max-height: 30rem; }
.source li { display: flex; white-space: pre; min-width: max-content; padding-right: 0.5rem; }
.source .number { flex: none; width: 3.2rem; padding-right: 0.9rem; text-align: right; color: var(--quiet); user-select: none; }
.source .current { background: var(--mark); box-shadow: inset 3px 0 var(--accent); }
.source .file { color: var(--quiet); padding-bottom: 0.3rem; }
.chip { margin-left: 0.8rem; padding: 0 0.45rem; border: 1px solid var(--line); border-radius: 99px; font: 0.75rem/1.5 system-ui, sans-serif; color: var(--quiet); background: var(--panel); }
.chip.waits { border-color: var(--waits-line); } .chip.bad { border-color: var(--bad); color: var(--bad); } .chip.self { border-color: var(--accent); color: var(--accent); }
.resources { list-style: none; margin: 0; padding: 0; font-size: 0.85rem; display: grid; gap: 0.5rem; max-height: 30rem; overflow: auto; }
.resources li { border: 1px solid var(--line); border-radius: 8px; padding: 0.45rem 0.65rem; }
.resources li.current { border-color: var(--accent); }
.resources .name { font-weight: 600; } .resources .sort { color: var(--quiet); font-weight: 400; font-size: 0.8rem; }
.resources .line { color: var(--quiet); } .resources .line.waiting { color: var(--ink); }
.slots { display: flex; flex-wrap: wrap; gap: 3px; margin: 0.25rem 0; }
.slot { min-width: 1.7rem; height: 1.6rem; padding: 0 0.35rem; border: 1px solid var(--line); border-radius: 4px; text-align: center; line-height: 1.5rem; white-space: nowrap; }
.slot.full { border-color: var(--accent); background: var(--cursor); }
.events summary { cursor: pointer; }
.events .scroll { max-height: 28rem; margin-top: 0.6rem; }
table { border-collapse: collapse; width: 100%; font-size: 0.87rem; }
caption { text-align: left; color: var(--quiet); padding-bottom: 0.4rem; }
th, td { text-align: left; padding: 0.25rem 0.7rem 0.25rem 0; border-bottom: 1px solid var(--line); font-weight: 400; vertical-align: top; }
thead th { color: var(--quiet); font-weight: 600; }
tr[aria-current] { background: var(--mark); }
a { color: var(--accent); }
footer { margin-top: 1.5rem; color: var(--quiet); font-size: 0.87rem; } footer p { margin: 0.3rem 0; overflow-wrap: anywhere; }
kbd { border: 1px solid var(--line); border-radius: 4px; padding: 0 0.3em; font-size: 0.85em; }
`;
