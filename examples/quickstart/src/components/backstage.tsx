import { API_KEY, BASE_URL } from '../pulse.js';
import { CodeSnippet } from './code-snippet.js';
import { CopyButton } from './copy-button.js';
import { Icon } from './icon.js';

const REALTIME_URL = `${BASE_URL.replace(/^http/, 'ws')}/v1/realtime`;

const FACTS = [
  { name: 'API', value: `${BASE_URL}/v1` },
  { name: 'Realtime', value: REALTIME_URL },
  { name: 'Key', value: API_KEY },
];

/** What this page is made of. */
export const Backstage = () => (
  <section className="backstage" aria-labelledby="backstage-title">
    <div className="backstage-facts">
      <h2 id="backstage-title">Behind this page</h2>
      <p>
        A whole Pulse backend runs on your machine and keeps its data in a folder. The two clients above talk to it, and
        a few React hooks of ten lines each put what they know on the page.
      </p>
      <dl>
        {FACTS.map(({ name, value }) => (
          <div key={name} className="fact">
            <dt>{name}</dt>
            <dd>{value}</dd>
            <CopyButton text={value} label={`Copy ${name}`} />
          </div>
        ))}
      </dl>
      <p className="backstage-links">
        <a href={`${BASE_URL}/docs`} target="_blank" rel="noreferrer">
          API reference <Icon name="out" />
        </a>
        <a href={`${BASE_URL}/v1/openapi.json`} target="_blank" rel="noreferrer">
          OpenAPI <Icon name="out" />
        </a>
      </p>
    </div>
    <CodeSnippet />
  </section>
);
