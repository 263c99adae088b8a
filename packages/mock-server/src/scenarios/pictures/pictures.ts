import { bauhaus, ribbons, waves } from './abstract.js';
import { alps, aurora, dunes, forest } from './landscapes.js';
import { harbour, pitch, rocket } from './scenes.js';
import { coffee, headphones, lemons, ramen, vase } from './still-lifes.js';

/** The pictures of the package, by name. */
export const PICTURES: Readonly<Record<string, () => string>> = {
  ...{ alps, aurora, bauhaus, coffee, dunes, forest, harbour, headphones },
  ...{ lemons, pitch, ramen, ribbons, rocket, vase, waves },
};
