/** How the page looks. It follows the reader's choice of light or dark. */
export const styles = `
:root { --ground: #fbfbfa; --panel: #ffffff; --line: #d6d6d0; --ink: #1d2127; --quiet: #565e68; --accent: #0b5cb8; --code: #f1f1ed;
  --pass: #cfeadb; --fail: #f6cdc8; --skipped: #ececea; --error: #f6e3b4; --heat-0: #f6cdc8; --heat-1: #f8dcc4; --heat-2: #f8ecc4; --heat-3: #e1eec9; --heat-4: #cfeadb; }
@media (prefers-color-scheme: dark) { :root { --ground: #14161a; --panel: #1c1f25; --line: #383e48; --ink: #e7e9ec; --quiet: #a5adb8; --accent: #7cb5ff; --code: #252931;
  --pass: #1d4633; --fail: #5a2622; --skipped: #2a2e35; --error: #524115; --heat-0: #5a2622; --heat-1: #56351f; --heat-2: #4e441c; --heat-3: #34471f; --heat-4: #1d4633; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.5rem 1.25rem 3rem; max-width: 110rem; background: var(--ground); color: var(--ink); font: 15px/1.5 system-ui, sans-serif; }
h1 { margin: 0 0 0.3rem; font-size: 1.6rem; } h2 { font-size: 1.1rem; margin: 1.8rem 0 0.6rem; } h3 { font-size: 1rem; margin: 0 0 0.4rem; } h4 { font-size: 0.92rem; margin: 0.8rem 0 0.2rem; }
header p, .legend { margin: 0.3rem 0; color: var(--quiet); } .quiet { color: var(--quiet); font-weight: 400; font-size: 0.88em; }
code { font-family: ui-monospace, "SF Mono", "DejaVu Sans Mono", monospace; font-size: 0.9em; background: var(--code); padding: 0.05em 0.3em; border-radius: 4px; overflow-wrap: anywhere; }
a { color: var(--accent); } :focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.scroll { overflow: auto; max-height: 80vh; border: 1px solid var(--line); border-radius: 8px; background: var(--panel); }
table { border-collapse: separate; border-spacing: 0; } th, td { padding: 0.3rem 0.55rem; border-bottom: 1px solid var(--line); border-right: 1px solid var(--line); text-align: left; vertical-align: top; }
thead th { position: sticky; top: 0; background: var(--panel); z-index: 2; vertical-align: bottom; } thead tr:nth-child(2) th { top: 3.4rem; }
.name { position: sticky; left: 0; background: var(--panel); z-index: 1; } thead .name { z-index: 3; }
.number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; } tfoot th, tfoot td { color: var(--quiet); border-bottom: 0; }
.cell { text-align: center; } span.cell { padding: 0.1rem 0.45rem; border-radius: 4px; color: var(--ink); }
.pass { background: var(--pass); } .fail { background: var(--fail); } .skipped { background: var(--skipped); } .error { background: var(--error); }
.heat-0 { background: var(--heat-0); } .heat-1 { background: var(--heat-1); } .heat-2 { background: var(--heat-2); } .heat-3 { background: var(--heat-3); } .heat-4 { background: var(--heat-4); }
.mark { font-size: 0.78em; border: 1px solid var(--line); border-radius: 4px; padding: 0 0.3em; }
button.sort { font: inherit; font-weight: 600; color: inherit; background: none; border: 0; padding: 0.1rem; cursor: pointer; text-align: left; } button.sort:hover { color: var(--accent); }
.arrow::after { content: "\\2195"; color: var(--quiet); margin-left: 0.25em; } [aria-sort="ascending"] .arrow::after { content: "\\2191"; } [aria-sort="descending"] .arrow::after { content: "\\2193"; }
input { font: inherit; color: inherit; background: var(--panel); border: 1px solid var(--line); border-radius: 6px; padding: 0.25rem 0.5rem; } output { color: var(--quiet); }
article { border: 1px solid var(--line); border-radius: 8px; background: var(--panel); padding: 0.8rem 1rem; margin-top: 0.8rem; } article:target { border-color: var(--accent); }
article p { margin: 0.25rem 0; } dl { margin: 0.4rem 0; } dt { margin-top: 0.5rem; } dd { margin: 0.1rem 0 0 1.2rem; white-space: pre-wrap; } .note { color: var(--quiet); }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
@media print { .scroll { overflow: visible; max-height: none; } .tools { display: none; } }
`;
