/** What is said in a thread under anything. */
export const THREADS: readonly string[] = [
  `
a: Moving this into a thread, so that the channel stays readable.
b: Good idea. I was about to ask the same thing.
a: Short answer: yes. Long answer comes after lunch.
b: The short one is all that I needed. {😂2}
`,
  `
b: Can you say more about that?
a: Sure. It came up twice last week, and both times we found out too late.
b: Makes sense now, thank you. {🙏}
`,
  `
c: +1
b: +1, and I can help on Wednesday.
a: Wednesday is perfect. I will bring the list.
`,
  `
b: Did you mean this week or next week?
a: Next week! Sorry, I should have written the date.
b: No worries. It is in the calendar now. {👍2}
`,
  `
c: I wrote down what we said, in case that somebody looks for it later.
a: You are the memory of this team. {❤️3}
b: Found one thing that is missing, added it at the end.
`,
];
