// Sections that fold, each as the person left it, and forms that open in them.

// Which sections are turned round from how they are at first; the server draws the page by it, so that nothing jumps.
const turned = () => new Set((document.cookie.match(/(?:^|; )folds=([\w.-]*)/)?.[1] ?? '').split('.').filter(Boolean));
document.addEventListener('click', event => {
  const section = event.target.closest?.('summary')?.parentElement;
  if (!section?.dataset.fold) return;
  const all = turned();
  if (!all.delete(section.dataset.fold)) all.add(section.dataset.fold);
  document.cookie = `folds=${[...all].join('.')}; path=/; max-age=31536000; samesite=lax`;
});

// After a form is saved the focus goes back to where it was opened.
let after = null;
document.addEventListener('htmx:beforeRequest', event => {
  if (event.detail.elt.id === 'edit-form') after = event.detail.elt.dataset.after;
});
document.addEventListener('htmx:afterSettle', () => {
  if (!after || document.getElementById('edit-form')) return;
  document.getElementById(after)?.focus();
  after = null;
});
