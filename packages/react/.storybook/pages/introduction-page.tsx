import { Badge, Kbd, PulseLogo } from '../../src/index.js';
import { Sample } from './sample.js';
import './introduction.css';

const FACTS = [
  ['Light', 'Every part together weighs 7 KB, the stylesheet 6. Menus and dialogs are the browser’s own.'],
  [
    'Yours',
    'One variable makes it your brand, with a contrast that holds for any colour. Nothing leaks into your page.',
  ],
  [
    'For everybody',
    'By keyboard and by ear, right to left, without motion, from 280 pixels: every story is a test of it.',
  ],
];

const TOOLBAR = [
  ['Theme', 'light, dark, or as your system has it'],
  ['Density', 'comfortable or compact'],
  ['Direction', 'left to right or right to left'],
  ['Language', 'of the words that Pulse brings along'],
  ['Width', 'of the container that a part stands in'],
];

/** What one sees first. */
export const IntroductionPage = () => (
  <div className="pulse intro">
    <div className="intro-hero">
      <div>
        <PulseLogo className="intro-logo" />
        <h1>Pulse for React</h1>
        <p className="intro-lead">
          Parts, hooks and ready components for chat, feeds, presence and rooms: quiet, quick, and at home in your
          design.
        </p>
        <pre className="intro-code">
          <code>{"import { Button } from '@pulse-io/react';\nimport '@pulse-io/react/styles.css';"}</code>
        </pre>
        <p className="intro-badges">
          <Badge tone="accent">React 18 and 19</Badge> <Badge>Server components</Badge> <Badge>WCAG 2.2 AA</Badge>
        </p>
      </div>
      <Sample />
    </div>
    <div className="intro-facts">
      {FACTS.map(([title, text]) => (
        <section key={title}>
          <h2>{title}</h2>
          <p>{text}</p>
        </section>
      ))}
    </div>
    <section className="intro-how">
      <h2>How to look around</h2>
      <p>
        The toolbar above changes every story at once. <Kbd>A</Kbd> opens what can be set, <Kbd>S</Kbd> the list of
        parts.
      </p>
      <dl>
        {TOOLBAR.map(([name, text]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      <p>Under “Theme” you find every token, and a playground that prints the variables to copy.</p>
    </section>
  </div>
);
