/** What viewers of a livestream write: short, and all at once. */
export const LIVESTREAM: readonly string[] = [
  `
a: hello from Lagos 👋
b: Hi all!
c: is there sound?
d: sound is fine here
c^ found it, my speaker was off 🙈 {😂3}
e: good evening from Taipei
f: 👋👋👋
a: how long until it begins?
b: five minutes, says the banner
d: time for tea then ☕
`,
  `
a: here we go!!
b: 🎉🎉🎉
c: that intro music is stuck in my head already
d: who made the animation? it is lovely {❤️4}
e: waves!! [waves: Blue waves in rows, like a woodblock print]
f: the colours 😍
a: hello from the train, hope the tunnel is short
b: welcome from the tunnel 🚇
`,
  `
a: wait, it is live already?
b: yes!! try it
c: just did, took ten seconds
d: ten seconds?? we spent a month on this last year
c^ I know 😭 {😂6}
e: does it work offline too?
f: they said so at the start: it waits and sends later
e: 🔥
a: 🔥🔥
`,
  `
a: question: does it run on my own server?
b: +1
c: +1, and with Postgres?
d: both yes, it was on the second slide
a^ thank you, I came late 🙏
e: the demo gods are kind today
f: do not say that out loud {😂5}
b: it froze
b: no, it was my wifi
`,
  `
a: that graph 📈
b: can we have the slides?
c: yes please
d: link comes afterwards, in the description
e: おめでとう！🎊
f: مبروك 🎉
a: ¡felicidades!
b: parabéns!!
`,
  `
a: applause 👏👏👏
b: 👏👏👏👏👏
c: this was fun
d: best part was the cat on the keyboard {😹7}
e: the cat shipped to production
f: thanks everybody, good night from Busan 🌙
a: bye!!
b: 👋
`,
  `
a: favourite feature so far?
b: the typing dots, I am a simple person
c: unread counts that are actually right {💯5}
d: search. SEARCH.
e: that it does not lose my message in the lift
f^ the lift test is the only test that counts
a: good point, adding it to ours
`,
  `
a: hi, is this recorded?
b: yes, up tomorrow
c: captions too?
d: in six languages, they said
e: thank you for captions ❤️ {❤️8}
f: who else is watching at work 👀
a: watching AS work 😎
b: same
`,
];
