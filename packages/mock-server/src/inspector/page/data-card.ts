import { ask, read } from './api.js';
import { byId, el } from './dom.js';
import { notify } from './notify.js';

/** How long a second click counts as a yes. */
const ASK_MS = 4_000;

/** Scenarios to seed, and the way back to the start. */
export async function createDataCard(onReset: () => void): Promise<void> {
  const choice = byId('scenario', HTMLSelectElement);
  const reset = byId('reset', HTMLButtonElement);
  const told = byId('scenario-told', HTMLElement);
  let asked: ReturnType<typeof setTimeout> | undefined;

  function calm(): void {
    clearTimeout(asked);
    asked = undefined;
    reset.textContent = 'Reset …';
    reset.classList.remove('danger');
  }
  reset.addEventListener('click', async () => {
    if (asked === undefined) {
      reset.textContent = 'Really forget everything?';
      reset.classList.add('danger');
      asked = setTimeout(calm, ASK_MS);
      return;
    }
    calm();
    if (!(await ask('POST', '/reset', {}))) return;
    notify('All is as it was at the start.');
    onReset();
  });
  byId('seed-form', HTMLFormElement).addEventListener('submit', async (event) => {
    event.preventDefault();
    const name = choice.value;
    if (await ask('POST', '/scenarios', { name })) notify(`The data of ${name} is there.`);
  });

  const answer = await read<{ data: { name: string; description: string }[] }>('/scenarios');
  const scenarios = answer?.data ?? [];
  choice.replaceChildren(...scenarios.map(({ name }) => el('option', { value: name }, name)));
  const tell = () => {
    told.textContent = scenarios.find(({ name }) => name === choice.value)?.description ?? '';
  };
  choice.addEventListener('change', tell);
  tell();
}
