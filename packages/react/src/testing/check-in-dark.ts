import axe from 'axe-core';

const COLOUR_RULES = ['color-contrast', 'link-in-text-block'];

interface StoryRun {
  canvasElement: HTMLElement;
  parameters: Record<string, { test?: string; disable?: boolean }>;
}

/** Stories are checked as they are, by the addon; in a test their colours are checked in the dark too. */
export async function checkInDark({ canvasElement, parameters }: StoryRun): Promise<void> {
  if (import.meta.env.MODE !== 'test' || parameters.a11y?.disable || parameters.a11y?.test === 'off') return;
  const page = canvasElement.ownerDocument.documentElement;
  const { theme } = page.dataset;
  // Colours on their way from one theme to the other would be those of none.
  page.style.setProperty('--pulse-duration', '0s');
  page.dataset.theme = theme === 'dark' ? 'light' : 'dark';
  try {
    const { violations } = await axe.run(canvasElement.ownerDocument.body, {
      runOnly: { type: 'rule', values: COLOUR_RULES },
    });
    if (violations.length === 0) return;
    const found = violations.flatMap(({ nodes }) =>
      nodes.map(({ html, failureSummary }) => `${html}\n${failureSummary}`),
    );
    throw new Error(`In ${page.dataset.theme}:\n${found.join('\n\n')}`);
  } finally {
    page.dataset.theme = theme;
    page.style.removeProperty('--pulse-duration');
  }
}
