export type PluralForms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

/**
 * The form for a number in a language (BCP 47, such as `en` or `ar`), with `#` in it replaced by the number; `other` where a
 * form is left out (ECMA-402).
 */
export function createPlural(locale: string): (count: number, forms: PluralForms) => string {
  const rules = new Intl.PluralRules(locale);
  const numbers = new Intl.NumberFormat(locale);
  return (count, forms) => (forms[rules.select(count)] ?? forms.other).replaceAll('#', numbers.format(count));
}

/** Names in a row, as a language (BCP 47) puts them. */
export function createList(locale: string): (names: readonly string[]) => string {
  const lists = new Intl.ListFormat(locale, { style: 'long', type: 'conjunction' });
  return (names) => lists.format(names);
}
