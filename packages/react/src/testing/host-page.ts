/** A page of somebody else, with what resets and careless selectors would touch, and names that look like ours. */
export const HOST_PAGE = `
<main data-theme="dark" data-density="compact" class="theme-dark">
  <h1>Title</h1><h2>Title</h2><h3>Title</h3><h4>Title</h4><h5>Title</h5><h6>Title</h6>
  <p>Text with <a href="#a">a link</a>, <b>bold</b>, <i>italic</i>, <code>code</code>, <kbd>K</kbd>, <small>small</small>,
    <mark>marked</mark>, <abbr title="x">abbr</abbr>, <q>quoted</q>, <sub>sub</sub> and <sup>sup</sup>.</p>
  <blockquote>Quote</blockquote><pre>pre</pre><hr />
  <ul><li>One</li></ul><ol><li>One</li></ol><dl><dt>Term</dt><dd>Meaning</dd></dl>
  <table><caption>Table</caption><thead><tr><th>Head</th></tr></thead><tbody><tr><td>Cell</td></tr></tbody></table>
  <form><fieldset><legend>Fields</legend><label>Name <input placeholder="Name" /></label><input type="checkbox" />
    <input type="radio" /><input type="range" /><input type="search" /><input type="file" /><input disabled />
    <select><option>One</option></select><textarea rows="2">Text</textarea><progress value="0.5"></progress>
    <meter value="0.5"></meter><button>Send</button><button aria-expanded="true" data-variant="primary">Menu</button>
  </fieldset></form>
  <details open><summary>More</summary>Text</details><dialog open>Dialog</dialog><div popover="auto">Popover</div>
  <figure><img alt="" width="10" height="10" /><figcaption>Caption</figcaption></figure>
  <svg width="10" height="10"><path d="M0 0h10" /></svg><video width="10"></video><iframe width="10" height="10"></iframe>
  <div role="menu"><div role="menuitem" tabindex="0" data-tone="danger">Item</div></div>
  <div role="tablist"><button role="tab" aria-selected="true">Tab</button></div>
  <div class="button avatar badge menu dialog hidden animate-pulse impulse repulse" hidden>Names</div>
  <header><time>12:00</time></header><aside data-tone="danger"><ul role="listbox"><li role="option">Option</li></ul></aside>
  <article data-message="1" data-own data-first data-last data-status="failed" data-found tabindex="-1">Message</article>
  <div class="chat composer message messages bubble reactions tray typing unread" data-dropping>More names</div>
  <div class="flex grid rounded p-4 text-sm" style="color: red">Utilities</div>
  <div dir="rtl" data-theme="light">Other way</div>
</main>`;
