/** Conversations about a launch. */
export const LAUNCH: readonly string[] = [
  `
a: Morning! Three days to go. Where are we with the release notes?
b: Draft is in the shared folder. It reads a bit like a legal notice, so please be cruel with it.
c^ I was cruel. It is now half as long and mentions the feature before the third paragraph. {😂3 🙏}
a: Love it. @b can you look over the screenshots? Two of them still show the old sidebar.
b: On it, give me an hour.
b> Found a third one, in the mobile section.
c> And the tooltip in the second one says “Save draught”. Very cosy, but no.
b> Ha. All four are new now. {❤️2}
d: Status page copy is done too. I wrote one version for “all good” and one for “well…”.
a: Let us hope that the second one stays in the drawer. {🤞4}
`,
  `
a: The countdown page is live behind the flag. Could everybody open it once on whatever phone is closest? [rocket: A red rocket over a paper-cut landscape]
b: iPhone mini: the rocket covers the button if the font size is set to large.
c: Old Pixel: fine, and I have to say it is gorgeous. {🚀3}
d: Tablet, landscape: fine.
a^ Thanks all! @b good catch, nobody but you has that font size. Fixed, deploying.
a> It was a fixed height. It is always a fixed height.
b> Works here now, thank you!
c: When do we lift the flag, nine our time or nine Lisbon?
a: Nine UTC. I have put it into the calendar, so that nobody needs to do arithmetic before coffee. {👍4 ☕2}
`,
  `
a: We are live! 🎉
b: 🎉🎉🎉
c: Sign-ups are at 412 after ten minutes, and the queue is flat. {🔥4}
d: First support ticket: somebody asks whether the confetti can be turned off.
a^ It can now. {😂5}
d> For the record: they were very polite about it.
b> I would have asked the same on a Monday.
c: 1,000! Error rate is 0.02 %, all of it from one very old browser.
b: I am framing that graph.
a: Thank you, everybody. This was the calmest launch that I have ever been in. Cake is at four. {❤️6 🍰3}
`,
  `
a: Numbers for yesterday: 3,180 sign-ups, 61 % came back today. The onboarding step where people stop is still “invite your team”.
b: No surprise. It asks for an address before one has seen anything.
c: What if we move it behind the first message? People invite others when there is something to show.
a^ Yes. Small change, big difference. Can you sketch it, @c?
c: Already have. Two screens less. [ribbons: Coloured ribbons that cross each other]
c> Left is today, right is the idea. The skip link becomes the default.
b> I would keep “skip” visible, it makes people trust the rest.
c> Agreed, it stays.
b: Ship it to ten percent on Thursday?
a: Ten percent on Thursday. {👍3}
`,
];
