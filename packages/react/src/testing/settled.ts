/** Resolves when an element has come to rest. */
export async function settled(element: Element): Promise<Element> {
  await Promise.all(element.getAnimations().map(({ finished }) => finished));
  return element;
}
