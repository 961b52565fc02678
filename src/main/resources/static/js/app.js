// What every page has: theme switch, search by key, toasts, the CSRF header for htmx.

const csrf = document.querySelector('meta[name="csrf"]');
document.addEventListener('htmx:configRequest', event => {
  if (csrf) event.detail.headers[csrf.dataset.header] = csrf.content;
});

document.addEventListener('click', event => {
  const button = event.target.closest('[data-theme-switch]');
  if (button) {
    const next = document.documentElement.getAttribute('data-bs-theme') === 'dark' ? 'light' : 'dark';
    document.documentElement.setAttribute('data-bs-theme', next);
    try { localStorage.setItem('theme', next); } catch { /* the choice then holds for this page only */ }
  }
  event.target.closest('[data-close]')?.closest('.toast-line')?.remove();
});

/** True where a key belongs to what the person is typing. */
const typing = target => target instanceof HTMLElement
  && (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName));

document.addEventListener('keydown', event => {
  const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
  if (event.key === 'u' && plain && !typing(event.target)) return document.querySelector('.toast-undo')?.click();
  const search = document.getElementById('search');
  if (!search) return;
  const slash = event.key === '/' && !typing(event.target) && plain;
  const ctrlK = event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey);
  if (!slash && !ctrlK) return;
  event.preventDefault();
  const fold = document.querySelector('.bar-fold');
  if (fold && getComputedStyle(fold).display !== 'none') fold.open = true;
  search.focus();
  search.select();
});

/** Says something at the foot of the page. */
const say = words => {
  const line = document.createElement('div');
  line.className = 'toast-line';
  line.textContent = words;
  document.getElementById('toasts').replaceChildren(line);
  leave();
};

const leave = () => document.querySelectorAll('.toast-line').forEach(line => {
  const stays = line.querySelector('form') ? 12000 : 5000;
  let timer = setTimeout(() => line.remove(), stays);
  line.addEventListener('mouseenter', () => clearTimeout(timer));
  line.addEventListener('focusin', () => clearTimeout(timer));
  line.addEventListener('mouseleave', () => { timer = setTimeout(() => line.remove(), stays); });
});
leave();
document.addEventListener('htmx:afterSwap', event => { if (event.detail.target.id === 'toasts') leave(); });
document.addEventListener('htmx:oobAfterSwap', event => { if (event.detail.target.id === 'toasts') leave(); });

// A form that has been sent is not sent again by a second click; its buttons rest until the answer is there.
document.addEventListener('submit', event => {
  const form = event.target;
  if (event.defaultPrevented || form.hasAttribute('hx-post') || form.method !== 'post') return;
  if (form.dataset.sent) { event.preventDefault(); return; }
  form.dataset.sent = 'yes';
  setTimeout(() => buttons(form).forEach(button => { button.disabled = true; })); // after the pressed one's value has gone along
});
const buttons = form => [...form.elements].filter(element => element.type === 'submit');
addEventListener('pageshow', () => document.querySelectorAll('form[data-sent]').forEach(form => {
  delete form.dataset.sent;
  buttons(form).forEach(button => { button.disabled = false; });
}));

// What could not be done in place is said.
document.addEventListener('htmx:responseError', event => say(event.detail.xhr.status === 403
  ? 'That was refused and nothing was changed. Reload the page; you may have been signed out.'
  : 'That did not work and nothing was changed. Reload the page and try again.'));
document.addEventListener('htmx:sendError', () => say('The server cannot be reached. Nothing was changed; try again in a moment.'));

// A form that comes back says at each field what is wrong: for screen readers too, and the first such field has the focus.
const wrong = [...document.querySelectorAll('.is-invalid')];
wrong.forEach(field => {
  field.setAttribute('aria-invalid', 'true');
  const said = document.getElementById(`${field.id}-problem`);
  const already = (field.getAttribute('aria-describedby') ?? '').split(' ').filter(Boolean);
  if (said && !already.includes(said.id)) field.setAttribute('aria-describedby', [said.id, ...already].join(' '));
});
wrong[0]?.focus();
document.addEventListener('htmx:afterSettle', () => document.querySelector('#edit-form .is-invalid')?.focus());

// What somebody else saved meanwhile can be taken over with one click.
const offerTheirs = () => document.querySelectorAll('[data-take]').forEach(button => { button.hidden = false; });
offerTheirs();
document.addEventListener('htmx:afterSettle', offerTheirs);
document.addEventListener('click', event => {
  const button = event.target.closest?.('[data-take]');
  if (!button) return;
  const field = document.getElementById(button.dataset.of);
  field.value = button.dataset.value;
  field.focus();
});

// A link that is handed over is copied with one click; without scripts it stands there to be selected.
document.querySelectorAll('[data-copy]').forEach(button => { button.hidden = false; });
document.addEventListener('click', async event => {
  const button = event.target.closest?.('[data-copy]');
  if (!button) return;
  const field = document.getElementById(button.dataset.copy);
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
  } catch {
    document.execCommand('copy'); // a page that did not come by https has no clipboard of its own
  }
  button.querySelector('span').textContent = 'Copied';
  say(button.dataset.said ?? 'Copied. Hand it over in a way only they read.');
});
