/** A module for the page as the text of one script (`scripts/page-script.ts`). */
declare module '*?script' {
  const text: string;
  export default text;
}
