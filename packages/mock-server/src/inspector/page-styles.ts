/** The inspector's style sheet: light and dark by preference, one column where there is no room for two. */
export const PAGE_STYLES = `
:root {
  --bg: #fff; --raised: #f6f8fb; --line: #e3e8f0; --text: #0c1524; --soft: #55637a; --link: #0057d9; --chosen: #e9f2ff;
  --field: #fff; --field-line: #c4cddb;
  --brand: linear-gradient(120deg, #0066ff, #00a3ff);
  --blue: #0057d9; --blue-bg: #e5f0ff; --green: #08704a; --green-bg: #e0f5ec; --amber: #8a5300; --amber-bg: #fdf0d9;
  --red: #b3202c; --red-bg: #fde8e9; --violet: #6a35c9; --violet-bg: #f0e9fd; --grey-bg: #eaeef5;
  --code-key: #0057d9; --code-str: #08704a; --code-lit: #a04a00;
  --mono: ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace;
  color-scheme: light dark;
}
@media (prefers-color-scheme: dark) {
  :root {
    --bg: #0a0f1a; --raised: #111929; --line: #212c41; --text: #e8eef8; --soft: #9aa8bf; --link: #6cb2ff; --chosen: #12264a;
    --field: #0d1422; --field-line: #33415c;
    --blue: #7dbbff; --blue-bg: #10294d; --green: #6fdcae; --green-bg: #0d3226; --amber: #f2c078; --amber-bg: #38280d;
    --red: #ff9a9f; --red-bg: #401a20; --violet: #c0a2ff; --violet-bg: #2a1d4d; --grey-bg: #1c2638;
    --code-key: #7cc4ff; --code-str: #a5e3b9; --code-lit: #ffc58a;
  }
}
* { box-sizing: border-box; }
[hidden] { display: none !important; }
html, body { height: 100%; }
html { -webkit-text-size-adjust: 100%; }
body {
  margin: 0; display: flex; flex-direction: column; background: var(--bg); color: var(--text); overflow: hidden;
  font: 14px/1.5 system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif;
}
h1, h2, p, ul, ol, dl, dd { margin: 0; padding: 0; list-style: none; }
a { color: var(--link); text-decoration: none; }
a:hover { text-decoration: underline; }
:focus-visible { outline: 2px solid var(--link); outline-offset: 1px; }
.soft { color: var(--soft); font-weight: 400; }

button, select, input {
  font: inherit; font-size: 13px; color: var(--text); background: var(--field); border: 1px solid var(--field-line);
  border-radius: 7px; height: 32px; padding: 0 11px; min-width: 0;
}
button { font-weight: 550; cursor: pointer; white-space: nowrap; }
button:hover:not(:disabled) { background: var(--raised); border-color: var(--soft); }
button:disabled { opacity: 0.5; cursor: default; }
button[aria-pressed='true'] { background: var(--chosen); border-color: var(--link); color: var(--link); }
.primary { background: #0062f5; border-color: transparent; color: #fff; }
.primary:hover:not(:disabled) { background: #0056d6; border-color: transparent; }
.danger, .danger:hover:not(:disabled) { background: var(--red-bg); border-color: var(--red); color: var(--red); }
input::placeholder { color: var(--soft); opacity: 1; }
select { padding: 0 6px; }

.top { flex: none; position: relative; display: flex; align-items: center; gap: 14px; height: 54px; padding: 3px 20px 0; border-bottom: 1px solid var(--line); }
.top::before { content: ''; position: absolute; inset: 0 0 auto; height: 3px; background: var(--brand); }
h1 { display: flex; align-items: center; gap: 7px; font-size: 15px; font-weight: 650; white-space: nowrap; }
h1 svg { flex: none; margin-right: 2px; }
.reference { margin-left: auto; font-size: 13px; font-weight: 550; white-space: nowrap; }
.link { display: flex; align-items: center; gap: 7px; font-size: 12.5px; font-weight: 550; color: var(--soft); min-width: 0; }
.link::before, .dot::before { content: ''; flex: none; width: 8px; height: 8px; border-radius: 50%; background: currentColor; }
.link[data-state='live'] { color: var(--green); }
.link[data-state='paused'] { color: var(--amber); }
.link[data-state='away'] { color: var(--red); }
@media (prefers-reduced-motion: no-preference) {
  .link[data-state='live']::before { animation: beat 2.4s ease-out infinite; }
  @keyframes beat { 0% { box-shadow: 0 0 0 0 currentColor; } 40%, 100% { box-shadow: 0 0 0 6px transparent; } }
}
.tabs { display: none; }

main { flex: 1; min-height: 0; display: grid; grid-template-columns: minmax(0, 1fr) 372px; }
.log { display: flex; flex-direction: column; min-width: 0; min-height: 0; }
.side { position: relative; min-height: 0; border-left: 1px solid var(--line); background: var(--raised); }
body.detailed main { grid-template-columns: minmax(0, 1fr) minmax(372px, 34vw); }

.bar { flex: none; display: flex; flex-wrap: wrap; gap: 8px 16px; justify-content: space-between; padding: 11px 20px; border-bottom: 1px solid var(--line); }
.kinds, .find { display: flex; gap: 6px; }
.kinds button { flex: none; }
.kinds button { border-radius: 99px; border-color: transparent; background: transparent; color: var(--soft); padding: 0 11px; height: 32px; }
.kinds button:hover { background: var(--raised); border-color: transparent; }
.kinds button[aria-pressed='true'] { background: var(--chosen); border-color: transparent; color: var(--link); }
.count { font-size: 12px; font-variant-numeric: tabular-nums; opacity: 0.8; margin-left: 2px; }
.find { flex: 1 1 400px; justify-content: flex-end; }
#search { flex: 1 1 120px; }
#user { flex: 0 1 130px; }
#pause { width: 76px; padding: 0; }

.rows { flex: 1; min-height: 0; overflow-y: auto; overflow-anchor: none; scrollbar-width: thin; padding-bottom: 20px; }
.row {
  display: grid; grid-template-columns: 88px 62px minmax(0, 1fr) 96px 178px 58px; align-items: center; gap: 12px;
  height: 34px; padding: 0 20px; cursor: pointer; border-bottom: 1px solid var(--line);
  content-visibility: auto; contain-intrinsic-size: auto 34px; font-size: 13px; white-space: nowrap;
}
.row:hover { background: var(--raised); }
.row:focus-visible { outline-offset: -2px; }
.row[aria-selected='true'] { background: var(--chosen); box-shadow: inset 3px 0 #0066ff; }
.row > * { min-width: 0; overflow: hidden; text-overflow: ellipsis; }
.row time, .ms { font: 12px var(--mono); color: var(--soft); }
.ms { text-align: right; }
.what { font-family: var(--mono); font-size: 12.5px; }
.more { color: var(--soft); margin-left: 4px; }
.user { color: var(--soft); }
.outcome { font: 12px var(--mono); color: var(--soft); }
.outcome.good { color: var(--green); } .outcome.poor { color: var(--amber); } .outcome.bad { color: var(--red); font-weight: 650; }
.badge { font: 700 10.5px/20px var(--mono); letter-spacing: 0.02em; text-align: center; border-radius: 5px; color: var(--soft); background: var(--grey-bg); }
.get { color: var(--blue); background: var(--blue-bg); } .post { color: var(--green); background: var(--green-bg); }
.patch, .put { color: var(--amber); background: var(--amber-bg); } .delete, .badge.fault { color: var(--red); background: var(--red-bg); }
.badge.event { color: var(--violet); background: var(--violet-bg); }

.empty { flex: 1; display: flex; flex-direction: column; align-items: center; justify-content: center; gap: 12px; padding: 24px; text-align: center; color: var(--soft); overflow: auto; }
.headline { font-size: 17px; font-weight: 600; color: var(--text); }
.empty pre { text-align: left; max-width: 100%; }
pre { margin: 0; padding: 14px 16px; overflow: auto; background: var(--bg); border: 1px solid var(--line); border-radius: 9px; font: 12.5px/1.6 var(--mono); color: var(--text); scrollbar-width: thin; }
pre code { font: inherit; }
.key { color: var(--code-key); } .str { color: var(--code-str); } .lit { color: var(--code-lit); }

.controls { height: 100%; overflow-y: auto; scrollbar-width: thin; }
.controls[inert] { opacity: 0.5; }
.card { padding: 18px 20px 20px; border-bottom: 1px solid var(--line); }
h2 { display: flex; align-items: center; gap: 7px; font-size: 13.5px; font-weight: 650; }
h2 .count { margin: 0; color: var(--soft); }
.items { margin: 8px 0 12px; max-height: 218px; overflow-y: auto; scrollbar-width: thin; }
.items li { display: flex; align-items: center; gap: 8px; min-height: 36px; font-size: 13px; }
.items button { height: 26px; padding: 0 8px; font-size: 12px; }
.items .none { color: var(--soft); }
.name { flex: 1; min-width: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.dot { display: flex; } .dot.good { color: #12a36d; } .dot.poor { color: #d98a00; } .dot.bad { color: #e0414d; }
.tag { font-size: 11.5px; font-weight: 600; line-height: 20px; padding: 0 8px; border-radius: 99px; color: var(--amber); background: var(--amber-bg); white-space: nowrap; }
.actions { display: flex; flex-wrap: wrap; gap: 8px; }
.form { display: grid; grid-template-columns: 1fr 1fr; gap: 10px 12px; }
.form label { display: grid; gap: 3px; font-size: 12px; color: var(--soft); min-width: 0; }
.form .wide { grid-column: 1 / -1; }
.form .actions { margin-top: 4px; }
.form :is(input, select) { width: 100%; }
.clock { display: flex; align-items: baseline; gap: 10px; margin: 4px 0 10px; }
.two { padding: 3px 0; line-height: 1.35; } .two .soft { display: block; font-size: 12px; overflow: hidden; text-overflow: ellipsis; }
#clock-time { font-size: 26px; font-weight: 600; letter-spacing: -0.01em; font-variant-numeric: tabular-nums; }
.seed { display: flex; gap: 8px; margin-top: 10px; }
.seed select { flex: 1; }
.told { font-size: 12.5px; margin: 7px 0 12px; }

.detail { position: absolute; inset: 0; display: flex; flex-direction: column; background: var(--raised); }
.detail-top { flex: none; display: flex; align-items: center; gap: 8px; padding: 11px 20px; border-bottom: 1px solid var(--line); }
.detail-top h2 { flex: 1; text-transform: capitalize; white-space: nowrap; min-width: 0; overflow: hidden; }
.detail-top .soft { font: 12px var(--mono); text-transform: none; overflow: hidden; text-overflow: ellipsis; }
.detail-body { flex: 1; min-height: 0; overflow: auto; padding: 16px 20px 24px; display: grid; gap: 16px; align-content: start; scrollbar-width: thin; }
dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 5px 14px; font-size: 13px; }
dt { color: var(--soft); } dd { overflow-wrap: anywhere; font: 12.5px/1.6 var(--mono); }

.toast {
  position: fixed; left: 50%; bottom: 22px; transform: translate(-50%, 16px); max-width: min(520px, calc(100vw - 32px)); max-height: 40vh; overflow: auto;
  padding: 10px 16px; border-radius: 10px; background: var(--text); color: var(--bg); font-size: 13px; opacity: 0; pointer-events: none;
  transition: opacity 0.15s, transform 0.15s; overflow-wrap: anywhere; box-shadow: 0 8px 30px rgb(0 10 30 / 25%);
}
.toast.shown { opacity: 1; transform: translate(-50%, 0); pointer-events: auto; }
.toast.bad { background: #b3202c; color: #fff; }

@media (max-width: 1280px) { .row { grid-template-columns: 88px 62px minmax(0, 1fr) 84px 128px; } .ms { display: none; } }
@media (max-width: 920px) {
  .top { padding: 3px 14px 0; gap: 10px; }
  .tabs { flex: none; display: flex; gap: 4px; padding: 0 14px; border-bottom: 1px solid var(--line); }
  .tabs button { border: 0; border-bottom: 2px solid transparent; border-radius: 0; background: none; height: 40px; padding: 0 12px; color: var(--soft); }
  .tabs button[aria-selected='true'] { color: var(--text); border-color: #0066ff; }
  main, body.detailed main { grid-template-columns: minmax(0, 1fr); grid-template-rows: minmax(0, 1fr); }
  .log.away, .controls.away { display: none; }
  .log, .side { grid-area: 1 / 1; }
  .side { border: 0; background: none; pointer-events: none; }
  .controls, .detail { pointer-events: auto; background: var(--bg); }
  .detail { position: fixed; z-index: 1; }
  .bar { padding: 10px 14px; }
  .kinds { overflow-x: auto; scrollbar-width: none; margin: 0 -14px; padding: 0 10px; flex: 1 1 100%; }
  .find { flex: 1 1 100%; }
  .row { padding: 0 14px; }
  .card, .detail-top, .detail-body { padding-left: 14px; padding-right: 14px; }
  button, select, input { height: 36px; }
  .items button { height: 32px; }
}
@media (max-width: 560px) {
  h1 .soft { display: none; }
  .find { flex-wrap: wrap; }
  #search { flex-basis: 100%; }
  #user { flex: 1; }
  .row {
    grid-template-columns: 58px minmax(0, 1fr) max-content; grid-template-areas: 'badge what what' 'time user outcome'; grid-template-rows: 20px 16px;
    align-content: center; gap: 3px 10px; height: 54px; contain-intrinsic-size: auto 54px;
  }
  .badge { grid-area: badge; } .what { grid-area: what; } .row time { grid-area: time; font-size: 11px; overflow: visible; }
  .user { grid-area: user; font-size: 12px; padding-left: 28px; } .outcome { grid-area: outcome; max-width: 50vw; text-align: right; }
}
`;
