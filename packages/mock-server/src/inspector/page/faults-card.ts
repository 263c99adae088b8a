import type { Fault } from '../../faults/fault-schema.js';
import { ask } from './api.js';
import { button, byId, el } from './dom.js';
import { notify } from './notify.js';

export interface ShownFault {
  id: number;
  fault: Fault;
  remaining: number | null;
}

/** The faults in force, and a form for one more. */
export function createFaultsCard(refresh: () => void) {
  const list = byId('faults', HTMLElement);
  const count = byId('faults-count', HTMLElement);
  const form = byId('fault-form', HTMLFormElement);
  const kind = byId('fault-kind', HTMLSelectElement);
  const effect = byId('fault-effect', HTMLSelectElement);
  let drawn = '';

  /** Fields that say nothing about the chosen kind are away. */
  function showFields(): void {
    const about = kind.value === 'frames' ? ['frames', `frames-${effect.value}`] : [kind.value];
    for (const field of form.querySelectorAll<HTMLElement>('[data-for]')) {
      field.hidden = !field.dataset.for?.split(' ').some((name) => about.includes(name));
    }
  }
  kind.addEventListener('change', showFields);
  effect.addEventListener('change', showFields);
  showFields();

  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    if (!(await ask('POST', '/faults', readForm(form)))) return;
    notify('The fault is in force.');
    refresh();
  });
  byId('faults-clear', HTMLButtonElement).addEventListener('click', async () => {
    if (await ask('DELETE', '/faults')) notify('No fault is in force any more.');
    refresh();
  });

  function view({ id, fault, remaining }: ShownFault): HTMLElement {
    const [what, where] = inWords(fault);
    return el(
      'li',
      {},
      el('span', { class: 'dot bad' }),
      el('span', { class: 'name two' }, what, el('span', { class: 'soft', title: where }, where)),
      el('span', { class: 'tag' }, remaining === null ? 'always' : `${remaining}× left`),
      button(
        'Remove',
        async () => {
          await ask('DELETE', `/faults/${id}`);
          refresh();
        },
        { 'aria-label': `Remove the fault: ${what} ${where}` },
      ),
    );
  }

  return (faults: readonly ShownFault[]): void => {
    const now = JSON.stringify(faults);
    if (now === drawn) return;
    drawn = now;
    count.textContent = String(faults.length);
    byId('faults-clear', HTMLButtonElement).disabled = faults.length === 0;
    list.replaceChildren(
      ...(faults.length > 0 ? faults.map(view) : [el('li', { class: 'none' }, 'Everything works as it should.')]),
    );
  };
}

/** The fields that are shown and filled in. */
function readForm(form: HTMLFormElement): Record<string, string | number> {
  const fields = [...form.querySelectorAll<HTMLInputElement | HTMLSelectElement>('input, select')];
  return Object.fromEntries(
    fields
      .filter((field) => field.value.trim() !== '' && !field.closest('[hidden]'))
      .map((field) => [field.name, field.type === 'number' ? Number(field.value) : field.value.trim()]),
  );
}

function inWords(fault: Fault): [what: string, where: string] {
  if (fault.kind === 'frames') {
    const whose = fault.user === undefined ? '' : ` to ${fault.user}`;
    return [`${fault.effect} frames`, `${fault.event ?? 'every event'}${whose}`];
  }
  const where = fault.route === undefined || fault.route === '*' ? 'every call' : fault.route;
  const often = fault.rate === undefined ? '' : ` (${Math.round(fault.rate * 100)} %)`;
  switch (fault.kind) {
    case 'fail':
      return [`fail with ${fault.code ?? 'unavailable'}`, where + often];
    case 'latency':
      return [`wait ${fault.ms} ms${fault.jitterMs ? ` ± ${fault.jitterMs}` : ''}`, where + often];
    case 'drop':
      return [fault.when === 'answer' ? 'lose the answer' : 'break off', where + often];
    case 'truncate':
      return ['cut the answer', where + often];
  }
}
