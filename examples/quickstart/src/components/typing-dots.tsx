/** Three dots that breathe. */
export const TypingDots = () => (
  <span className="typing-dots">
    <i />
    <i />
    <i />
  </span>
);
