import { Fragment } from 'react';
import { API_KEY, BASE_URL } from '../pulse.js';
import { CopyButton } from './copy-button.js';

const SNIPPET = `import { PulseClient } from '@pulse-io/client';

const pulse = new PulseClient({
  apiKey: '${API_KEY}',
  identity: 'maya',
  baseUrl: '${BASE_URL}',
});

// What Maya reads, kept up to date
const timeline = pulse.feeds.get('timeline:maya');
timeline.state.subscribe(render);
await timeline.watch();

// What Maya writes
const posts = pulse.feeds.get('user:maya');
await posts.addActivity({
  actor: 'user:maya', verb: 'post',
  object: 'note:1', text: 'Hello, Leo!',
});`;

const TOKENS = /(?<comment>\/\/.*)|(?<string>'[^']*')|(?<keyword>\b(?:import|from|const|new|await)\b)/g;

/** Text and marked tokens by turns. */
function highlight(code: string) {
  const parts = [];
  let end = 0;
  for (const match of code.matchAll(TOKENS)) {
    const kind = Object.entries(match.groups ?? {}).find(([, text]) => text !== undefined)?.[0];
    parts.push(
      <Fragment key={match.index}>
        {code.slice(end, match.index)}
        <span className={`code-${kind}`}>{match[0]}</span>
      </Fragment>,
    );
    end = match.index + match[0].length;
  }
  return [...parts, code.slice(end)];
}

export const CodeSnippet = () => (
  <figure className="snippet">
    <figcaption>
      maya.ts
      <CopyButton text={SNIPPET} label="Copy the code" />
    </figcaption>
    <pre>
      <code>{highlight(SNIPPET)}</code>
    </pre>
  </figure>
);
