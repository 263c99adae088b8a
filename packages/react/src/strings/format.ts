/** What a language needs to say things with numbers and names. */
export interface Format {
  /** As BCP 47, such as `en` or `ar`. */
  readonly locale: string;
  number(value: number): string;
  /** The form for a number, with `#` in it replaced by the number; `other` where a form is left out. */
  plural(count: number, forms: PluralForms): string;
  /** Names in a row, as the language puts them. */
  list(names: readonly string[]): string;
}

export type PluralForms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

/** Formats by the platform's own knowledge of a language (ECMA-402). */
export function createFormat(locale: string): Format {
  const rules = new Intl.PluralRules(locale);
  const numbers = new Intl.NumberFormat(locale);
  const lists = new Intl.ListFormat(locale, { style: 'long', type: 'conjunction' });
  return {
    locale,
    number: (value) => numbers.format(value),
    plural: (count, forms) => (forms[rules.select(count)] ?? forms.other).replaceAll('#', numbers.format(count)),
    list: (names) => lists.format(names),
  };
}
