/** Conversations about football. */
export const FOOTBALL: readonly string[] = [
  `
a: Did you see that second half?
b: I saw it through my fingers. How do you lose a three-goal lead in eleven minutes?
a: By defending it instead of playing. They sat so deep that the keeper could shake everybody’s hand.
b^ And then that free kick. You have to admire it, even if it hurts.
a: I admired it from behind the sofa. {😂2}
`,
  `
a: Five-a-side on Thursday: we are eight. Two more and we have no excuse. [pitch: A football pitch from above in the evening]
b: I am in, but I only run forwards.
c: I am in as well. My knee says maybe, I say yes.
a: Ten! Pitch two at 18:30. Bring a dark and a light shirt.
d^ I have one shirt and it is orange.
a^ Then you are the referee. {😂4 🟧2}
c> Can we please count goals this time?
a> We counted. It was 14 to 14, as always.
`,
  `
a: My daughter scored her first goal today! Own goal, but what a finish. {😂5 ❤️3}
b: Frame it.
a: She celebrated properly and hugged the other team. Nobody had the heart to tell her.
b: Best attitude on any pitch this weekend.
`,
  `
a: Prediction for tonight? I say 2:1 and a red card.
b: 0:0, and we will call it tactical.
c: 3:3, because my heart cannot take it and the universe knows.
a: Loser makes the coffee tomorrow.
b: 3:3. @c, how? {🤯3}
c: I shall have a flat white, please.
`,
];
