import type { Post } from '../post.js';

/** A whole essay: 4000 characters. */
export const NOTEBOOK = [
  'I kept a notebook for the whole of this project, one page a day, and last night I read it from the first page to the last. What follows is what I would tell myself if I could put a letter between the pages of the first week.',
  'Begin with the thing that can go wrong. We spent the first month on what everybody would see, because it is pleasant to show things, and because people clap. In the second month we took away the network for the first time, and half of what we had shown stopped working in a way that nobody could explain. It was not a disaster, but it cost us more than the whole of the month before. Since then the first question in each of our meetings is a dull one: what happens if this is lost on the way? Sometimes the answer is short, and then we go on. Sometimes there is no answer, and then we have found the work.',
  'Write the sentence before the code. If I cannot say in one sentence what a function promises, I am not ready to write it, and more often than not it is really two functions that do not know each other yet. I have a small collection of such sentences now. The good ones have no “and” in them. The very good ones have no “usually” either.',
  'Let somebody else hold the keyboard. I had thought that I knew our sign-up form, since I had built it. Then I watched my aunt use it. She read every word, which I had never done. She stopped at a word that meant one thing to me and another thing to everybody else in the world, and she asked, in all friendliness, whether she was allowed to go back. We changed one word and one button that afternoon. No other afternoon of that year has done as much for us.',
  'Measure before you have an opinion. I was certain that our slow page was slow because of the pictures. I had a whole speech about the pictures. It was one query that ran four hundred times, once for each row, because two helpful pieces of code had each decided to make sure. I kept the speech for another occasion. The page now takes a twelfth of the time, and the pictures are still too large.',
  'Be kind to whoever comes after you, because it will be you. In the ninth week I found a comment of mine that said “do not touch this”. It did not say why. I touched it, naturally. It took two days until I knew again what I had known in the third week, and this time I wrote it down: not what the code does, which anybody can read, but which three other ways we had tried and what had happened to each of them. It is the best-read paragraph in the repository.',
  'Ask what a word costs. We called one thing by three names for half a year: a room, a space, a channel. Each of the three was pretty. Together they cost us every new colleague’s first week, and twice a bug that nobody would have written who had known that these were one and the same. In the end we took the plainest of them, went through everything in one long day, and had pancakes afterwards. Since then the newest person in the team may veto a name, without a reason. It happens around once a year.',
  'Stop at a good place. Not when you are tired, and not when all is done, but when you know what the next step is. Leave the first line of it on the page. In the morning it waits for you like a friend at the station, and you walk off together without having to look for each other.',
  'Celebrate small things at once and large things together. We had a bell on the table. Whoever fixed something rang it, and the others looked up for a second and smiled, and that was all. I thought that it was silly. When the bell was lost in the move, it was I who went out and bought a new one.',
  'And the last thing, which stands on no page because I have only understood it while reading: there was not one day on which I wrote “today I was right”. There are many on which I wrote “today I saw”. I would like to keep it that way. If you are at the beginning of something, get a notebook. Any will do. Write one page a day, also on the days on which nothing happens, and above all on those. You will be surprised by how much did.',
].join('\n\n');

const LIST = [
  'What is in my bag for a week away, after twelve years of packing too much:',
  '1. Two shirts that dry overnight',
  '2. One book that I want to read, and none that I ought to',
  '3. A ball of string (you will see)',
  '4. Pencil, not pen',
  '5. The address of one person who is not expecting me',
].join('\n');

export const LONG_POSTS: readonly Post[] = [
  { language: 'en', text: NOTEBOOK, tags: ['notes', 'essay'] },
  { language: 'en', text: LIST, tags: ['travel', 'lists'] },
];
