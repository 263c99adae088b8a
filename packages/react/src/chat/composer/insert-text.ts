/** A text with something put in the place of what is selected in its area. The cursor stands behind it then. */
export function insertText(area: HTMLTextAreaElement, text: string, inserted: string): string {
  const { selectionStart, selectionEnd } = area;
  const place = selectionStart + inserted.length;
  requestAnimationFrame(() => {
    area.focus();
    area.setSelectionRange(place, place);
  });
  return text.slice(0, selectionStart) + inserted + text.slice(selectionEnd);
}
