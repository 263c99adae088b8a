/** Conversations about travel. */
export const TRAVEL: readonly string[] = [
  `
a: Back from the mountains. My legs are still up there. [alps: Snow-covered mountains over a lake in the morning]
b: That light! When did you get up for this?
a: At four. I was angry until about half past five, and then I was very quiet.
b^ Worth every minute of sleep. Would you go again?
a: I have already looked at the hut for September. There is room for two. {👍}
`,
  `
a: Night train or plane to Vienna?
b: Night train. You fall asleep in one country and get breakfast in another.
a: You also wake up in every station in between.
b^ Earplugs, window side, lower bunk. I have a whole theory about this.
a: Lower bunk it is. If I do not sleep, I call you at three.
b: Fair. {😂2}
`,
  `
a: We drove to the desert for the weekend. There is a kind of silence there that hums. [dunes: Dunes under a low sun]
b: Did you sleep outside?
a: On the roof of the car, like teenagers. We counted satellites instead of sheep.
c: How cold does it get at night?
a^ Four degrees. Take the thick socks. Take two pairs.
c> Noted, packing three.
b: I want to go so badly. Is there water, or do you bring everything?
a: Bring everything, and leave nothing. {🌵2 ❤️3}
`,
  `
a: We saw it! After three nights of clouds we finally saw it. [aurora: Green northern lights over dark hills]
b: Oh wow. Is that what it looks like, or is it the camera?
a: The camera makes it greener, the eye makes it larger. It moved like a curtain when somebody opens a window.
c: I am not crying, it is only very windy here. {🥹3 💚4}
`,
  `
a: Any tips for Lisbon with a six-year-old?
b: Trams, but early. The aquarium. And custard tarts as a unit of distance: one tart to the castle, two to the river.
a: That is a system he will understand at once.
b: Also the ferry at sunset. It costs as much as a coffee and it is the best view of the city. [harbour: A harbour at night with lights on the water]
a^ You should write guide books. Thank you! {🙏}
`,
];
