import { afterEach, expect, test } from 'vitest';
import { HOST_PAGE } from '../testing/host-page.js';
import styles from './styles.css?inline';

const HANGING = ['::before', '::after', '::marker', '::placeholder', '::backdrop'];
/** Of what hangs on an element: all would take seconds. */
const TELLING = [
  'content',
  'color',
  'background-color',
  'border-top-width',
  'box-sizing',
  'display',
  'font',
  'opacity',
];

afterEach(() => {
  document.body.replaceChildren();
});

/** Everything that the page looks like: all properties of each element, and the telling ones of what hangs on it. */
function lookOf(page: Element): string[] {
  const all = [...getComputedStyle(page)].filter((property) => !property.startsWith('--pulse-'));
  const elements = [document.documentElement, document.body, page, ...page.querySelectorAll('*')];
  return elements.flatMap((element) =>
    [null, ...HANGING].map((pseudo) => {
      const style = getComputedStyle(element, pseudo);
      const values = (pseudo ? TELLING : all).map((property) => `${property}: ${style.getPropertyValue(property)}`);
      return `${element.localName}${pseudo ?? ''} { ${values.join('; ')} }`;
    }),
  );
}

test('a page looks the same with the stylesheet and without it', () => {
  document.body.innerHTML = HOST_PAGE;
  const page = document.body.firstElementChild as Element;
  const sheet = document.createElement('style');
  document.head.append(sheet);
  const look = (css: string) => {
    sheet.textContent = css;
    return lookOf(page);
  };
  const before = look('.nobody { color: red }');
  const after = look(styles);
  expect(after.filter((one, index) => one !== before[index])).toEqual([]);
  expect(after.length).toBeGreaterThan(400);
  expect(after.join().length).toBeGreaterThan(500_000);

  const part = document.createElement('div');
  part.className = 'pulse';
  page.append(part);
  expect(getComputedStyle(part).boxSizing, 'the stylesheet is there').toBe('border-box');
  expect(look('main { line-height: 2 }'), 'a leak would be seen').not.toEqual(before);
  sheet.remove();
});

test('whatever it says stands in its own layer', () => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(styles);
  // Tailwind's prelude of registered properties would stand there too.
  const outside = [...sheet.cssRules].filter(
    (rule) => !(rule instanceof CSSLayerBlockRule) && !(rule instanceof CSSLayerStatementRule),
  );
  expect(outside.map(({ cssText }) => cssText)).toEqual([]);
  for (const rule of sheet.cssRules) {
    const names =
      rule instanceof CSSLayerBlockRule ? [rule.name] : rule instanceof CSSLayerStatementRule ? rule.nameList : [];
    for (const name of names) expect(name).toMatch(/^pulse(\.|$)/);
  }
});
