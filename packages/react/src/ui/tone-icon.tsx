import type { ReactElement } from 'react';
import { AlertIcon, CheckIcon, InfoIcon } from './icons.js';
import type { Tone } from './tone.js';

/** The icon that says a tone to those who see no colours. */
export function toneIcon(tone: Tone): ReactElement {
  if (tone === 'success') return <CheckIcon />;
  return tone === 'danger' || tone === 'warning' ? <AlertIcon /> : <InfoIcon />;
}
