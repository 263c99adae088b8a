/** What a thing is about, told by colour and never by colour alone. */
export type Tone = 'neutral' | 'accent' | 'success' | 'warning' | 'danger';
