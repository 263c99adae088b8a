import { Signal } from './signal.js';

const IDEAS = [
  'Follow Maya from Leo’s side.',
  'Post as Maya. Leo reads it at once.',
  'Open both chats and write: typing, reactions and “Seen” are live.',
];

export const Intro = () => (
  <div className="intro">
    <div className="headline">
      <Signal direction="in" />
      <h1>Say it here. See it there.</h1>
      <Signal direction="out" />
    </div>
    <p className="intro-text">
      Maya and Leo each have a Pulse client of their own, and one backend runs on your machine. Whatever one of them
      does, the other sees as it happens.
    </p>
    <ol className="ideas" aria-label="Things to try">
      {IDEAS.map((idea) => (
        <li key={idea}>{idea}</li>
      ))}
    </ol>
  </div>
);
