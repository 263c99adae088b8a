import { html } from './html.js';

/** The page's style sheet: light and dark by preference, one column where there is no room for two. */
export const STYLES = html`
:root {
  --bg: #fff; --raised: #f6f8fb; --line: #e3e8f0; --text: #0c1524; --soft: #55637a; --link: #0057d9;
  --brand: linear-gradient(120deg, #0066ff, #00a3ff); --brand-text: linear-gradient(120deg, #0066ff, #0091e6);
  --get: #0057d9; --get-bg: #e5f0ff; --post: #08704a; --post-bg: #e0f5ec; --patch: #8a5300; --patch-bg: #fdf0d9;
  --delete: #b3202c; --delete-bg: #fde8e9;
  --code-bg: #0b1424; --code-line: #1d2a42; --code: #dbe6f7; --code-soft: #8fa3c2;
  --code-key: #7cc4ff; --code-str: #a5e3b9; --code-lit: #ffc58a;
  --top: 56px; --side: 272px;
  --mono: ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace;
  color-scheme: light dark;
}
@media (prefers-color-scheme: dark) {
  :root {
    --bg: #0a0f1a; --raised: #121a2a; --line: #212c41; --text: #e8eef8; --soft: #9aa8bf; --link: #6cb2ff;
    --get: #7dbbff; --get-bg: #10294d; --post: #6fdcae; --post-bg: #0d3226; --patch: #f2c078; --patch-bg: #38280d;
    --delete: #ff9a9f; --delete-bg: #401a20; --brand-text: linear-gradient(120deg, #2f83ff, #00a3ff); --code-bg: #0e1626; --code-line: #212c41;
  }
}
* { box-sizing: border-box; }
html { scroll-padding-top: calc(var(--top) + 20px); -webkit-text-size-adjust: 100%; }
@media (prefers-reduced-motion: no-preference) { html { scroll-behavior: smooth; } }
body {
  margin: 0; background: var(--bg); color: var(--text);
  font: 15px/1.6 system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif;
}
a { color: var(--link); text-decoration: none; }
a:hover { text-decoration: underline; }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; border-radius: 4px; }
p { margin: 0 0 12px; }
ul { list-style: none; margin: 0; padding: 0; }
code { font: 0.88em/1.5 var(--mono); overflow-wrap: anywhere; }
p code, li p code { background: var(--raised); border: 1px solid var(--line); border-radius: 5px; padding: 0.08em 0.34em; }
.skip { position: fixed; left: 12px; top: -60px; z-index: 3; background: var(--bg); padding: 8px 14px; border-radius: 8px; }
.skip:focus { top: 10px; }

.top {
  position: sticky; top: 0; z-index: 2; height: var(--top); padding: 0 24px; display: flex; align-items: center; gap: 12px;
  background: var(--bg); border-bottom: 1px solid var(--line);
}
.top::before { content: ''; position: absolute; inset: 0 0 auto; height: 3px; background: var(--brand); }
.brand { display: flex; align-items: center; gap: 10px; font-weight: 650; font-size: 16px; color: var(--text); }
.brand:hover { text-decoration: none; }
.version { color: var(--soft); font: 12px var(--mono); border: 1px solid var(--line); border-radius: 99px; padding: 2px 9px; }
.download { margin-left: auto; font-weight: 550; font-size: 14px; }

.side {
  position: fixed; top: var(--top); bottom: 0; left: 0; width: var(--side); overflow-y: auto; padding: 22px 14px 40px;
  border-right: 1px solid var(--line); background: var(--bg); scrollbar-width: thin;
}
nav a { display: flex; align-items: center; gap: 9px; padding: 5px 10px; border-radius: 8px; color: var(--soft); font-size: 14px; }
nav a:hover { background: var(--raised); color: var(--text); text-decoration: none; }
nav > ul > li > a { color: var(--text); font-weight: 600; }
nav .group { margin-top: 16px; }
.menu { display: none; }

.method {
  display: inline-block; flex: none; min-width: 42px; text-align: center; padding: 1px 6px; border-radius: 6px;
  font: 700 10.5px/1.7 var(--mono); letter-spacing: 0.04em; text-transform: uppercase;
}
.get { color: var(--get); background: var(--get-bg); }
.post { color: var(--post); background: var(--post-bg); }
.patch { color: var(--patch); background: var(--patch-bg); }
.delete { color: var(--delete); background: var(--delete-bg); }

main { margin-left: var(--side); padding: 44px 48px 120px; max-width: 1360px; }
h1, h2, h3 { line-height: 1.2; letter-spacing: -0.015em; text-wrap: balance; }
h1 { font-size: 38px; margin: 0 0 18px; background: var(--brand-text); background-clip: text; -webkit-background-clip: text; color: transparent; width: fit-content; }
h2 { font-size: 27px; margin: 0 0 10px; }
h3 { font-size: 20px; margin: 0 0 10px; }
h4 { font-size: 12px; text-transform: uppercase; letter-spacing: 0.07em; color: var(--soft); margin: 28px 0 4px; }
.start > p, .chapter > p { max-width: 720px; color: var(--soft); font-size: 16px; }
.base { display: flex; flex-wrap: wrap; align-items: center; gap: 10px; margin-top: 22px; font-size: 14px; }
.chapter { margin-top: 64px; padding-top: 48px; border-top: 1px solid var(--line); }
.operation { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 44px; padding: 40px 0 44px; scroll-margin-top: -20px; }
.operation + .operation { border-top: 1px solid var(--line); }
.anchor { color: inherit; }
.endpoint { display: flex; align-items: center; gap: 10px; }
.endpoint code { background: none; border: 0; padding: 0; font-size: 14px; }
.endpoint .method { font-size: 12px; padding: 2px 9px; }
.param { color: var(--link); }
.callers { display: flex; flex-wrap: wrap; gap: 8px; margin: 14px 0 0; font-size: 13px; color: var(--soft); }
.callers li { border: 1px solid var(--line); background: var(--raised); border-radius: 99px; padding: 3px 12px; }
.callers strong { color: var(--text); font-weight: 600; }

.fields li { padding: 11px 0; border-top: 1px solid var(--line); }
h4 + .fields > li:first-child, .or + .fields > li:first-child { border-top: 0; }
.fields p { margin: 3px 0 0; font-size: 14px; color: var(--soft); }
.fields .name { margin: 0; color: var(--text); }
.fields .name code { font-weight: 650; font-size: 13.5px; background: none; border: 0; padding: 0; }
.type { font-size: 13px; color: var(--soft); margin-left: 4px; }
.required { font-size: 11.5px; font-weight: 600; color: var(--patch); margin-left: 4px; }
.optional { font-size: 11.5px; color: var(--soft); margin-left: 4px; }
.fields .notes { font-size: 12.5px; }
.or { margin: 6px 0; font-size: 12px; font-weight: 600; text-transform: uppercase; color: var(--soft); }
details summary { cursor: pointer; font-size: 13px; color: var(--link); width: fit-content; padding: 3px 0; }
.fields details { margin-top: 6px; }
.fields details > .fields { border-left: 2px solid var(--line); padding-left: 16px; margin-top: 4px; }
.fields details > .fields > li:first-child { border-top: 0; }
.errors { margin-top: 26px; }
.errors ul { display: flex; flex-wrap: wrap; gap: 6px; padding-top: 8px; }
.errors a { display: block; border: 1px solid var(--line); border-radius: 7px; padding: 2px 9px; font: 12.5px/1.6 var(--mono); color: var(--text); }
.errors .status { color: var(--soft); }

.examples { position: sticky; top: calc(var(--top) + 20px); align-self: start; display: grid; gap: 16px; min-width: 0; }
figure { margin: 0; background: var(--code-bg); border: 1px solid var(--code-line); border-radius: 12px; overflow: hidden; }
figcaption { padding: 9px 16px; font-size: 12px; font-weight: 600; color: var(--code-soft); border-bottom: 1px solid var(--code-line); }
pre { margin: 0; padding: 14px 16px; overflow: auto; max-height: 46vh; color: var(--code); font: 13px/1.6 var(--mono); scrollbar-width: thin; color-scheme: dark; }
pre code { font: inherit; overflow-wrap: normal; }
.key { color: var(--code-key); } .str { color: var(--code-str); } .lit { color: var(--code-lit); }

.scroll { overflow-x: auto; margin-top: 18px; }
table { border-collapse: collapse; width: 100%; font-size: 14px; }
th, td { text-align: left; padding: 9px 16px 9px 0; border-bottom: 1px solid var(--line); vertical-align: top; font-weight: 400; }
thead th { font-size: 12px; font-weight: 600; color: var(--soft); white-space: nowrap; }
tbody code { font-weight: 600; overflow-wrap: normal; }
tr:target { background: var(--get-bg); }

@media (max-width: 1180px) {
  .operation { grid-template-columns: minmax(0, 1fr); gap: 24px; }
  .examples { position: static; }
}
@media (max-width: 820px) {
  .side { display: none; }
  .menu { display: block; border-bottom: 1px solid var(--line); padding: 8px 20px; }
  .menu > summary { font-size: 15px; font-weight: 600; }
  .menu nav { padding: 8px 0 16px; margin-left: -10px; }
  .top { padding: 0 20px; }
  main { margin-left: 0; padding: 28px 20px 80px; }
  h1 { font-size: 30px; }
  .chapter { margin-top: 36px; padding-top: 36px; }
  td, th { padding-right: 12px; }
}
@media print { .side, .menu, .top { display: none; } main { margin: 0; } pre { max-height: none; } }
`;
