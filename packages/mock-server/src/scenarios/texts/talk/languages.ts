/** Conversations in which English is not the only language. */
export const LANGUAGES: readonly string[] = [
  `
a: How do you all write “see you tomorrow”? I am collecting for the welcome page.
b: Bis morgen! 🇩🇪
c: また明日ね。
d: ¡Hasta mañana!
a: À demain !
e: أراكم غدًا، إن شاء الله.
f: Do jutra!
a^ Perfect. The Arabic one already found a bug: the full stop jumps to the wrong side. {😂3 🐛2}
e> You have to set the direction by the text, not by the page.
a> dir="auto", and it works. شكرًا! {❤️2}
`,
  `
a: Little test of the new font: Zażółć gęślą jaźń. Příliš žluťoučký kůň. Ðað er gott.
b: 素早い茶色の狐がのろまな犬を飛び越える。 {👏2}
c: 다람쥐 헌 쳇바퀴에 타고파.
a: עטלף אבק נס דרך מזגן שהתפוצץ כי חם.
b^ All there, not a single box. The fallback for Korean is a bit lighter, or is it my screen?
c: It is the weight: 400 here, 350 there. I can fix that. {👍2}
`,
  `
a: Deu certo! O deploy foi sem drama nenhum. 🎉
b: Que maravilha! Parabéns, pessoal. {🎉3}
c: Google says this is good news, so: parabéns from me too!
a^ It is very good news. And your accent is excellent in writing. {😂2}
`,
];
