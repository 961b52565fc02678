// Rows that are worked by keyboard, forms that open under them, and news that comes in while the page stands open.

const rows = () => [...document.querySelectorAll('[data-row]')];
const rowOf = element => element?.closest?.('[data-row]');
const typing = target => target instanceof HTMLElement
  && (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName));

const show = row => {
  row.focus({ preventScroll: true });
  row.scrollIntoView({ block: 'nearest' });
};

let here = null; // the row that was last worked on, by id, since focus is lost when a page part is replaced

document.addEventListener('focusin', event => {
  const row = rowOf(event.target);
  if (row) here = row.id;
});

const move = by => {
  const all = rows();
  if (!all.length) return;
  const at = all.findIndex(row => row === rowOf(document.activeElement));
  const from = at >= 0 ? at : all.findIndex(row => row.id === here);
  show(all[from < 0 ? 0 : Math.min(all.length - 1, Math.max(0, at < 0 ? from : from + by))]);
};

const close = slot => {
  if (!slot || !slot.hasChildNodes()) return false;
  slot.replaceChildren();
  const row = rowOf(slot);
  row?.classList.remove('is-open');
  if (row) show(row);
  return true;
};

document.addEventListener('keydown', event => {
  if (event.key === 'Escape') {
    if (close(document.querySelector('[data-slot]:not(:empty)'))) event.preventDefault();
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || document.querySelector('dialog[open]')) return;
  if (event.key === '?') return document.getElementById('keys')?.showModal();
  if (event.key === 'j' || event.key === 'k') {
    event.preventDefault();
    return move(event.key === 'j' ? 1 : -1);
  }
  const row = rowOf(document.activeElement);
  if (!row) return;
  if (event.key === 'Enter' && event.target === row) return row.querySelector('[data-open]')?.click();
  const act = event.key.length === 1 && /[a-z]/.test(event.key) && row.querySelector(`[data-key="${event.key}"]`);
  if (act) {
    event.preventDefault();
    act.click();
  }
});

document.addEventListener('click', event => {
  const cancel = event.target.closest?.('[data-cancel]');
  const slot = cancel?.closest('[data-slot]');
  if (slot) {
    event.preventDefault();
    close(slot);
  }
});

// One form at a time; it belongs to its row.
document.addEventListener('htmx:beforeSwap', event => {
  if (!event.detail.target.matches?.('[data-slot]')) return;
  document.querySelectorAll('[data-slot]:not(:empty)').forEach(slot => {
    if (slot === event.detail.target) return;
    slot.replaceChildren();
    rowOf(slot)?.classList.remove('is-open');
  });
});
document.addEventListener('htmx:afterSwap', event => {
  if (!event.detail.target.matches?.('[data-slot]')) return;
  rowOf(event.detail.target)?.classList.add('is-open');
  event.detail.target.scrollIntoView({ block: 'nearest' });
});

// After a form is saved its row has left: go on with the one that came after it. After an undo the row is back: go there.
let next = null;
let worked = null; // the row whose form was saved last
let undoing = false;
document.addEventListener('htmx:beforeRequest', event => {
  if (event.detail.elt.matches('[data-undo]')) undoing = true;
  if (event.detail.elt.id !== 'step-form' && !event.detail.elt.matches('[data-row-act]')) return;
  const all = rows().map(row => row.id);
  worked = rowOf(event.detail.elt)?.id;
  const at = all.indexOf(worked);
  next = at < 0 ? [] : [...all.slice(at + 1), ...all.slice(0, at).reverse()];
});
document.addEventListener('htmx:afterSettle', event => {
  if (undoing && event.detail.elt.id === 'content') {
    undoing = false;
    goTo([worked, here]);
  } else if (next && !document.getElementById('step-form')) {
    const after = next;
    next = null;
    goTo(after);
  }
});
// The same where the undo loads the page anew, as it does when its form is sent before htmx has seen it.
document.addEventListener('submit', event => {
  if (event.target.matches('[data-undo]') && !event.defaultPrevented) sessionStorage.setItem('row', worked ?? here ?? '');
});
const goTo = ids => {
  const row = ids.map(id => id && document.getElementById(id)).find(found => found);
  if (row) show(row);
  else (document.querySelector('[data-after-step]') ?? rows()[0])?.focus();
};

const left = sessionStorage.getItem('row');
if (left) {
  sessionStorage.removeItem('row');
  goTo([left]);
}

// Mail that comes in while the page stands open changes its row, and only that; a hidden page asks nothing.
const news = () => {
  if (document.visibilityState === 'visible' && document.getElementById('news')) window.htmx?.trigger('#news', 'news');
};
setInterval(news, 30000);
document.addEventListener('visibilitychange', news);
