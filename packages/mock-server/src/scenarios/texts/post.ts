/** A text that somebody posts. */
export interface Post {
  /** `en`, or what a person of it writes in. */
  readonly language: string;
  readonly text: string;
  readonly tags?: readonly string[];
  /** A picture of the package by name, with what it shows. */
  readonly picture?: readonly [name: string, alt: string];
  readonly link?: readonly [url: string, title: string];
}
