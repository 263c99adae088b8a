import type { Post } from '../post.js';

const post = (text: string, ...tags: string[]): Post => ({ language: 'en', text, tags });

export const POSTS_OF_WORK: readonly Post[] = [
  {
    ...post('Launch day. The rocket stays on the ground, everything else goes up. 🚀', 'launch'),
    picture: ['rocket', 'A red rocket over a paper-cut landscape'],
  },
  post('Deleted 1,400 lines today. Nobody will notice, which is exactly the point.', 'refactoring'),
  post(
    'A good error message says what could not be done, why, and what to do next. Everything else is a shrug with punctuation.',
    'writing',
    'ux',
  ),
  post('If you want to know how your product feels, use it on a train. With one bar. While holding a coffee.', 'ux'),
  {
    ...post(
      'New covers for the documentation. Printed the first one, and it smells like school. In the best way.',
      'design',
    ),
    picture: ['bauhaus', 'Circles, arcs and bars in primary colours'],
  },
  post(
    'Pair-debugged for three hours. It was a time zone. It is always a time zone, unless it is a cache.',
    'debugging',
  ),
  {
    ...post(
      'I had never read the specification of ULIDs to its end. It is two pages, and you understand all of it. More of this, please.',
      'reading',
    ),
    link: ['https://github.com/ulid/spec', 'ulid/spec: Universally Unique Lexicographically Sortable Identifier'],
  },
  post(
    'Today a customer sent us a drawing of how they think our system works. It is better than our own diagram. We asked whether we may use it.',
    'support',
    'joy',
  ),
  {
    ...post('These have been on my desk for a year, and I still look for them every morning.', 'desk'),
    picture: ['headphones', 'Headphones on a coral background'],
  },
  post(
    'Hot take: a roadmap is a letter to people whom you trust. If it needs footnotes, you are writing to someone else.',
    'product',
  ),
  post(
    'Three interviews today, and all three people asked who they would have lunch with. The best question that I have heard in a while.',
    'hiring',
  ),
  {
    ...post(
      'The docs on web accessibility are worth an hour of your week. Start with names and roles; the rest follows.',
      'a11y',
    ),
    link: ['https://www.w3.org/WAI/ARIA/apg/', 'ARIA Authoring Practices Guide'],
  },
  post(
    'Small win: the test suite went from eleven minutes to four. I do not know yet what to do with my hands.',
    'testing',
  ),
  post(
    'We renamed one field and the meeting that usually takes an hour was over in ten minutes. Names are architecture.',
    'naming',
  ),
  post('My rubber duck has begun to ask questions back. Send help, or a second duck. 🦆🦆', 'debugging'),
  {
    ...post('Worked from the harbour today. The wifi was slow, the light was not.', 'remote'),
    picture: ['harbour', 'A harbour at night with lights on the water'],
  },
  post('Reminder for myself: done is a feeling that other people have about your work.', 'notes'),
  post(
    'First pull request from somebody I have never met. They fixed a typo that I walked past every day for two years. Thank you, stranger!',
    'opensource',
  ),
  {
    ...post(
      'A talk that I come back to once a year: how little a system needs to remember when it can ask again.',
      'talks',
    ),
    link: ['https://www.rfc-editor.org/rfc/rfc6455', 'RFC 6455: The WebSocket Protocol'],
  },
  post(
    'On call, quiet night, full moon. I do not believe in such things. I did make a second pot of tea, though.',
    'oncall',
  ),
  {
    ...post(
      'Colour study for the new charts. Trying to make five lines that stay five lines when you cannot see red.',
      'design',
      'a11y',
    ),
    picture: ['ribbons', 'Coloured ribbons that cross each other'],
  },
];
