/** Conversations about design. */
export const DESIGN: readonly string[] = [
  `
a: Two directions for the empty state: one with an illustration, one with a single sentence. Honest opinions please. [vase: A vase with three branches on a table]
b: The sentence. By the third day nobody sees the picture any more.
c: The picture, but smaller. It made me smile, and few screens do.
a: What if the picture is there the first time only?
b^ That I would sign. {👍2}
c> Where do we remember that it was shown?
a> On the device is fine. Seeing it twice is no tragedy.
c> Then it is half an hour of work. Do it!
a: Done deal. Thanks, both of you.
`,
  `
a: I went through all our greys. We have eleven of them. Eleven.
b: I can name four. “Grey”, “other grey”, “border”, and “please check”. {😂4}
a: Proposal: five, each with a job. Text, quiet text, border, surface, hover.
c: Does the quiet text pass on the surface? The last one did not.
a^ 4.6 to 1, and 4.9 in dark mode. Checked both. {🎯2}
c> You are my hero.
b> Can we fail the build when somebody adds a sixth?
a> @b I was hoping you would say that.
b: A pull request for the lint rule is up. It already found two in my own code. {🙈3}
`,
  `
a: Could somebody look at the new reaction picker with a keyboard only? I am blind to it by now.
b: Trying. Tab gets me in, arrows move, Enter picks. Escape closes and the focus goes back to the message. Nice!
b: One thing: the search field swallows the left arrow when it is empty.
a^ Ah, of course. An empty field has nothing to walk through, so the arrow should go to the grid.
c: With a screen reader it says “grinning face, button, one of forty-two”. Could it say the row too?
a: Can do. Thank you, this is exactly what I needed. {🙏2}
`,
  `
a: New covers for the docs! I wanted something that feels like printed paper. [bauhaus: Circles, arcs and bars in primary colours]
b: Oh, these are wonderful. Is that ochre in the palette already?
a: It is now. It is the yellow that we had, after a long holiday in Tuscany.
c: Can I have it as a wallpaper? {❤️4}
a^ In every size. Also as a mug, if the printer in the basement cooperates.
b> It never does.
c> It printed my boarding pass in ochre, so there is hope.
`,
  `
a: Quick one: 8 or 12 pixels between messages of the same person?
b: 2. They belong together.
a: And between two people?
b: 12, and then it breathes. Look at any printed play: the names make the space.
a^ I have never thought of it as a play. That helps a lot. {💡2}
`,
];
