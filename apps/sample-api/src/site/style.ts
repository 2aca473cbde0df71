import { createHash } from 'node:crypto';

/** The one style of the site, sent inside each page; no other server is asked for anything. */
export const STYLE = `
:root { color-scheme: light dark; --ink: #1c2430; --paper: #fdfcf9; --line: #c9c4b8; --accent: #0b5c8a; --soft: #f1eee6; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8e6e0; --paper: #14181e; --line: #475060; --accent: #7cc4f0; --soft: #1e242d; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1.05rem/1.6 Georgia, 'Times New Roman', serif; }
header, main, .choices, footer { max-width: 46rem; margin: 0 auto; padding: 1rem 1.25rem; }
header { display: flex; flex-wrap: wrap; gap: .5rem 2rem; align-items: baseline; border-bottom: 1px solid var(--line); }
.brand { margin: 0; font-weight: bold; font-size: 1.2rem; }
nav ul { display: flex; flex-wrap: wrap; gap: 1.25rem; list-style: none; margin: 0; padding: 0; }
a { color: var(--accent); text-underline-offset: .15em; }
a[aria-current] { color: inherit; font-weight: bold; text-decoration: none; }
a:focus-visible, button:focus-visible, input:focus-visible, .scroll:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.skip { position: absolute; left: -100vw; }
.skip:focus { left: 1rem; top: 1rem; background: var(--paper); padding: .5rem 1rem; }
h1, h2, h3 { line-height: 1.25; text-wrap: balance; }
h1 { font-size: 1.9rem; } h2 { font-size: 1.3rem; } h3 { font-size: 1.05rem; margin-bottom: .25rem; }
.choices { background: var(--soft); border: 1px solid var(--line); border-radius: .5rem; margin-top: 1.5rem; margin-bottom: 1.5rem; }
.choices:focus { outline: none; }
.choices h2 { margin-top: 0; }
.status { background: var(--paper); border: 2px solid var(--accent); border-radius: .35rem; padding: .5rem .75rem; }
fieldset, .essentials { border: 0; border-top: 1px solid var(--line); margin: 1rem 0 0; padding: .75rem 0 0; min-width: 0; }
legend { float: left; width: 100%; padding: 0; font-weight: bold; }
legend + * { clear: both; }
fieldset p, .essentials p { margin: 0 0 .5rem; }
.now { display: block; }
.options { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; }
label { display: inline-flex; gap: .5rem; align-items: center; min-height: 2.75rem; padding: .5rem 0; cursor: pointer; }
input { accent-color: var(--accent); width: 1.15rem; height: 1.15rem; flex: none; margin: 0; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; min-height: 1.6em; margin: .75rem 0 0; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .95rem; }
caption { text-align: left; font-style: italic; padding-bottom: .25rem; }
th, td { text-align: left; vertical-align: top; padding: .4rem .75rem .4rem 0; border-bottom: 1px solid var(--line); }
.buttons { display: flex; flex-wrap: wrap; gap: .75rem; margin: 1rem 0 0; }
button { font: inherit; min-width: 9rem; min-height: 2.75rem; padding: .4rem 1.1rem; border: 2px solid var(--accent); border-radius: .35rem; background: var(--paper); color: var(--ink); cursor: pointer; }
button:hover { background: var(--accent); color: var(--paper); }
code { font-size: .9em; overflow-wrap: anywhere; }
td code, th code { font-weight: normal; overflow-wrap: normal; }
footer { font-size: .9rem; border-top: 1px solid var(--line); }
`;

/** How Content-Security-Policy names the style (CSP Level 3, section 2.3.1). */
export const STYLE_HASH = `sha256-${createHash('sha256').update(STYLE).digest('base64')}`;
