/** Conversations about food. */
export const LUNCH: readonly string[] = [
  `
a: Lunch? I have been thinking of noodles since the stand-up.
b: The new place at the corner has a queue, which is either a good or a bad sign.
a: Queues never lie. 12:30?
b^ 12:30. I will stand in line if you finish that review.
a: Approved. See you there! {😂}
b: You were right. [ramen: A bowl of ramen with an egg, seen from above]
a: That egg! 😍
`,
  `
a: Who left lemons in the kitchen? There are about forty of them. [lemons: Lemons on a blue cloth]
b: Guilty. The tree in my parents’ garden had a very good year.
c: Can one take some?
b^ Please take many. I have also made a cake, and there is a second bag in the fridge. {🍋4 ❤️2}
d: The cake is outstanding. The recipe, please.
d> Does it work without eggs?
b> With yoghurt instead it gets even softer. I wrote it on the whiteboard.
`,
  `
a: Coffee machine status: it says “descale me”, and it means it.
b: I descaled it on Monday!
a: It seems that it has a long memory.
c: There is a trick: hold both buttons for five seconds, and it believes you.
a^ It believes me. You have saved the afternoon. [coffee: A cup of coffee with a leaf of milk foam] {☕4}
`,
  `
a: Jollof on Friday? I cook for whoever comes.
b: Is this the real one, or the one that starts arguments?
a: All of them start arguments. Mine also ends them. {😂4}
c: Count me in. I bring plantains.
d: I bring nothing but hunger.
a^ That is the most important ingredient. Friday at one, upstairs kitchen.
`,
  `
a: Did you ever find out what is in that green sauce?
b: Coriander, green chilli, lime, a lot of garlic, and something that he will not tell.
a: Tamarind?
b: That is what I said. He smiled and gave me another portion, so I still do not know.
a: Good strategy on his side. We should go back and investigate. {👍}
`,
];
