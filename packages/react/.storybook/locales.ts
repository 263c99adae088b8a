import { ar } from '../src/strings/ar.js';
import { de } from '../src/strings/de.js';
import { en } from '../src/strings/en.js';
import { es } from '../src/strings/es.js';
import { fr } from '../src/strings/fr.js';
import type { Strings } from '../src/strings/strings.js';

/** The languages that the toolbar offers. */
export const LOCALES: Readonly<Record<string, Strings>> = { ar, de, en, es, fr };
