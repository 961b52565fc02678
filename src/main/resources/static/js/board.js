// The board of deals: cards go from stage to stage by dragging or by Shift and an arrow; an end asks for what it needs first.

const board = () => document.querySelector('[data-board]');
const cardOf = element => element?.closest?.('.deal-card');
const columnOf = element => element?.closest?.('.deal-column');
const columns = () => [...board().querySelectorAll('.deal-column')];
const mayGo = (card, stage) => card.dataset.next.split(' ').includes(stage);

const go = (card, stage) => {
  const form = document.getElementById('move-deal');
  if (!form || !mayGo(card, stage)) return false;
  const path = `/pipeline/deals/${card.dataset.code}/move`;
  sessionStorage.setItem('row', card.id);
  if (stage.startsWith('CLOSED_')) {
    location.assign(`${path}?to=${stage}&back=${encodeURIComponent(form.elements.back.value)}`);
  } else {
    form.action = path;
    form.elements.to.value = stage;
    form.submit();
  }
  return true;
};

let dragged = null;
const clear = () => document.querySelectorAll('.deal-column.is-open-to, .deal-column.is-target')
  .forEach(column => column.classList.remove('is-open-to', 'is-target'));

document.addEventListener('dragstart', event => {
  dragged = cardOf(event.target);
  if (!dragged) return;
  event.dataTransfer.effectAllowed = 'move';
  event.dataTransfer.setData('text/plain', dragged.dataset.code);
  columns().filter(column => mayGo(dragged, column.dataset.stage)).forEach(column => column.classList.add('is-open-to'));
});
document.addEventListener('dragover', event => {
  const column = columnOf(event.target);
  document.querySelectorAll('.is-target').forEach(other => other !== column && other.classList.remove('is-target'));
  if (!dragged || !column || !mayGo(dragged, column.dataset.stage)) return;
  event.preventDefault();
  event.dataTransfer.dropEffect = 'move';
  column.classList.add('is-target');
});
document.addEventListener('drop', event => {
  const column = columnOf(event.target);
  if (!dragged || !column) return;
  event.preventDefault();
  go(dragged, column.dataset.stage);
});
document.addEventListener('dragend', () => {
  dragged = null;
  clear();
});

const focus = card => {
  card.focus({ preventScroll: true });
  card.scrollIntoView({ block: 'nearest', inline: 'nearest' });
};

/** The card beside this one, or the first of the next column on that side that has any. */
const beside = (card, by) => {
  const all = columns();
  const from = all.indexOf(columnOf(card));
  const height = [...columnOf(card).querySelectorAll('.deal-card')].indexOf(card);
  for (let at = from + by; at >= 0 && at < all.length; at += by) {
    const cards = all[at].querySelectorAll('.deal-card');
    if (cards.length) return cards[Math.min(height, cards.length - 1)];
  }
  return null;
};

/** The nearest stage on that side to which the card may go. */
const nearest = (card, by) => {
  const all = columns().map(column => column.dataset.stage);
  for (let at = all.indexOf(columnOf(card).dataset.stage) + by; at >= 0 && at < all.length; at += by)
    if (mayGo(card, all[at])) return all[at];
  return null;
};

document.addEventListener('keydown', event => {
  const card = document.activeElement?.matches('.deal-card') ? document.activeElement : null;
  if (!card || event.ctrlKey || event.metaKey || event.altKey) return;
  const sideways = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  const along = { ArrowUp: 'previousElementSibling', ArrowDown: 'nextElementSibling' }[event.key];
  if (sideways) {
    event.preventDefault();
    if (event.shiftKey) {
      const stage = nearest(card, sideways);
      if (stage) go(card, stage);
    } else {
      const other = beside(card, sideways);
      if (other) focus(other);
    }
  } else if (along && !event.shiftKey) {
    event.preventDefault();
    if (card[along]) focus(card[along]);
  }
});
