import type { Post } from '../post.js';

const post = (text: string, ...tags: string[]): Post => ({ language: 'en', text, tags });

export const POSTS_OF_LIFE: readonly Post[] = [
  {
    ...post('Up at four for this. Angry until half past five, then very quiet.', 'mountains', 'morning'),
    picture: ['alps', 'Snow-covered mountains over a lake in the morning'],
  },
  { ...post('There is a kind of silence that hums.', 'desert'), picture: ['dunes', 'Dunes under a low sun'] },
  {
    ...post('The fog came in faster than we could pack the tent. We stayed and listened to it.', 'forest', 'camping'),
    picture: ['forest', 'Fir trees in the fog'],
  },
  {
    ...post(
      'My parents’ lemon tree had a very good year. Recipes, please; I have done cake, curd, and a thing with salt.',
      'lemons',
      'cooking',
    ),
    picture: ['lemons', 'Lemons on a blue cloth'],
  },
  {
    ...post('Third attempt at a rosetta. It looks like a fern that has had a long day, but it is my fern.', 'coffee'),
    picture: ['coffee', 'A cup of coffee with a leaf of milk foam'],
  },
  post(
    'Sourdough, day nine: it has a name now (Clint Yeastwood) and my flatmate greets it before he greets me. 🍞',
    'baking',
  ),
  {
    ...post('Twelve hours of broth. Fifteen minutes of silence at the table. Worth it.', 'ramen', 'cooking'),
    picture: ['ramen', 'A bowl of ramen with an egg, seen from above'],
  },
  post('Learned to whistle with two fingers at 41. Every dog in the park now believes that we are friends.', 'joy'),
  {
    ...post('Pruned the quince and could not throw the branches away.', 'home'),
    picture: ['vase', 'A vase with three branches on a table'],
  },
  post(
    'The neighbours practise the same eight bars of a tango every evening. Yesterday they played the ninth. The whole house applauded.',
    'music',
    'neighbours',
  ),
  {
    ...post('Floodlights on, ten people, one ball, no tactics at all.', 'football'),
    picture: ['pitch', 'A football pitch from above in the evening'],
  },
  {
    ...post(
      'Three nights of clouds, and then it moved like a curtain when somebody opens a window.',
      'aurora',
      'iceland',
    ),
    picture: ['aurora', 'Green northern lights over dark hills'],
  },
  post('Swam in the sea before work. The sea was 14 degrees, and so was I.', 'swimming'),
  post(
    'The library let me borrow a telescope. A library. A telescope. Saturn has rings and I have seen them with my own eyes. 🪐',
    'stars',
    'library',
  ),
  {
    ...post('Carved my first block today. Six colours planned, two survived, and I like it better so.', 'print'),
    picture: ['waves', 'Blue waves in rows, like a woodblock print'],
  },
  post('Bicycle count on the way to school: 31. Dogs in baskets: 4. Dogs in baskets that wore goggles: 1.', 'cycling'),
  post(
    'Called my grandmother to ask for the recipe. She said “until it looks right”. It took four tries, but now I know what right looks like.',
    'cooking',
    'family',
  ),
  post('Nobody tells you that the best part of a garden is the bench.', 'garden'),
  post(
    'I taught a class of nine-year-olds what a prime number is, and one said: “So it is lonely?” I have been thinking about it all day.',
    'teaching',
    'maths',
  ),
  post('Read on the balcony until the letters were gone. Then I listened to the swifts.', 'reading', 'summer'),
  {
    ...post(
      'If you have an hour this weekend: the field recordings of this archive are a holiday for your ears.',
      'sound',
    ),
    link: ['https://archive.org/details/audio', 'Audio Archive: free audio at the Internet Archive'],
  },
  post('Moved the sofa by one metre. It is a different flat now.', 'home'),
  post('🌊🌊🌊🏄‍♀️🌊🌊 👩‍👩‍👧‍👦 ☀️ ➡️ 😴', 'holiday'),
  post('Lost at chess to a ten-year-old who apologised. 10/10, would lose again. ♟️', 'chess'),
];
