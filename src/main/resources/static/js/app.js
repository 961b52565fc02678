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
export const typing = target => target instanceof HTMLElement
  && (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName));

document.addEventListener('keydown', event => {
  const search = document.getElementById('search');
  if (!search) return;
  const slash = event.key === '/' && !typing(event.target) && !event.ctrlKey && !event.metaKey && !event.altKey;
  const ctrlK = event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey);
  if (!slash && !ctrlK) return;
  event.preventDefault();
  const fold = document.querySelector('.bar-fold');
  if (fold && getComputedStyle(fold).display !== 'none') fold.open = true;
  search.focus();
  search.select();
});

/** Shows a line at the foot of the page; one with undo stays longer. Server-made HTML only. */
export const toast = html => {
  const place = document.getElementById('toasts');
  place.innerHTML = html;
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

// A form that has been sent is not sent again by a second click.
document.addEventListener('submit', event => {
  const form = event.target;
  if (event.defaultPrevented || form.hasAttribute('hx-post') || form.method !== 'post') return;
  if (form.dataset.sent) { event.preventDefault(); return; }
  form.dataset.sent = 'yes';
});
addEventListener('pageshow', () => document.querySelectorAll('form[data-sent]').forEach(form => delete form.dataset.sent));
