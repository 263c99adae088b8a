/** Offered at once. */
export const QUICK_REACTIONS = ['👍', '❤️', '😂', '🎉', '👀', '🙏'] as const;

const segmenter = () => new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** What the picker shows, in the order of the Unicode charts; every system draws them as its own. */
export const readEmoji = (): string[] =>
  [
    ...segmenter().segment(
      '😀😃😄😁😅😂🤣😊😇🙂🙃😉😍🥰😘😋😜🤪🤗🤔🤨😐🙄😏😬😴😷🤒🥳😎🤓🧐😕😟😮😲😳🥺😢😭😱😤😡🤯👍👎👌✌️🤞🤙👋🙌👏🤝🙏💪👀🧠❤️🧡💛💚💙💜🖤💔💯✨🔥🎉🎊🏆🥇🚀⭐☀️🌈🌍🍀🌸☕🍕🍰🍻✅❌⚠️❓❗💡📌📎📅⏰🐛🔧🧪',
    ),
  ].map(({ segment }) => segment);
