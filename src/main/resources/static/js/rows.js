// Rows that are worked by keyboard, forms that open under them, and news that comes in while the page stands open.

const rows = () => [...document.querySelectorAll('[data-row]')];
const rowOf = element => element?.closest?.('[data-row]');
const typing = target => target instanceof HTMLElement
  && (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName) && target.type !== 'checkbox');

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

const closeMenu = () => {
  const menu = document.querySelector('.act-more[open]');
  if (!menu) return false;
  menu.open = false;
  menu.querySelector('summary').focus();
  return true;
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
    if (closeMenu() || close(document.querySelector('[data-slot]:not(:empty)')) || dropPicked()) event.preventDefault();
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) && !event.target.matches('[data-pick]') || document.querySelector('dialog[open]')) return;
  if (event.key === '?') return document.getElementById('keys')?.showModal();
  if (event.key === 'j' || event.key === 'k') {
    event.preventDefault();
    return move(event.key === 'j' ? 1 : -1);
  }
  const ofPage = event.key.length === 1 && /[a-z]/.test(event.key) && document.querySelector(`[data-page-key="${event.key}"]`);
  if (ofPage) {
    event.preventDefault();
    return ofPage.click();
  }
  const row = rowOf(document.activeElement);
  const forAll = picked().length && document.querySelector(`[data-bulk-key="${CSS.escape(event.key)}"]`);
  if (forAll) {
    event.preventDefault();
    return forAll.click();
  }
  if (!row) return;
  if (event.key === 'x') return row.querySelector('[data-pick]')?.click();
  if (event.key === 'Enter' && event.target === row) return row.querySelector('[data-open]')?.click();
  const act = event.key.length === 1 && /[a-z]/.test(event.key) && row.querySelector(`[data-key="${event.key}"]`);
  if (act) {
    event.preventDefault();
    act.click();
  }
});

// Rows that are selected: what is done next is for all of them.
const picked = () => [...document.querySelectorAll('[data-pick]:checked')];
const sayPicked = () => {
  const said = document.querySelector('[data-picked]');
  if (!said) return;
  const count = picked().length;
  said.closest('form').classList.toggle('has-picked', count > 0);
  said.textContent = count === 1 ? '1 row selected' : `${count} rows selected`;
};
const dropPicked = () => {
  const all = picked();
  all.forEach(box => { box.checked = false; });
  sayPicked();
  return all.length > 0;
};
document.addEventListener('change', event => { if (event.target.matches('[data-pick]')) sayPicked(); });
document.addEventListener('htmx:afterSettle', sayPicked);
sayPicked();

document.addEventListener('click', event => {
  const cancel = event.target.closest?.('[data-cancel]');
  const slot = cancel?.closest('[data-slot]');
  if (slot) {
    event.preventDefault();
    close(slot);
  }
});

// A menu that was chosen from, or left, closes.
document.addEventListener('click', event => document.querySelectorAll('.act-more[open]').forEach(menu => {
  if (!menu.contains(event.target) || event.target.closest('.act-menu')) menu.open = false;
}));

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

// After a form is saved its row has left: go on with the one that came after it. After something was done to many rows,
// stay at the row one was on, or the next that is left. After an undo the row is back: go there.
let next = null;
let worked = null; // the row whose form was saved last
let undoing = false;
document.addEventListener('htmx:beforeRequest', event => {
  if (event.detail.elt.matches('[data-undo]')) undoing = true;
  if (event.detail.elt.id !== 'step-form' && !event.detail.elt.matches('[data-row-act]')) return;
  const all = rows().map(row => row.id);
  worked = rowOf(event.detail.elt)?.id;
  const at = all.indexOf(worked ?? here);
  next = at < 0 ? [] : [...(worked ? [] : [here]), ...all.slice(at + 1), ...all.slice(0, at).reverse()];
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
// The same where a form loads the page anew: the weekly read's, and an undo that is sent before htmx has seen it.
document.addEventListener('submit', event => {
  const form = event.target;
  if (event.defaultPrevented || !form.matches('[data-undo], #bulk[method="post"], #take-back')) return;
  const row = form.matches('[data-undo]') ? worked ?? here : rowOf(event.submitter)?.id ?? here;
  sessionStorage.setItem('row', row ?? '');
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
