// Before the first paint: that scripts run, and the person's choice of light or dark, else the system's.
(() => {
  const choice = () => { try { return localStorage.getItem('theme'); } catch { return null; } };
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const apply = () => document.documentElement.setAttribute('data-bs-theme', choice() ?? (dark.matches ? 'dark' : 'light'));
  document.documentElement.classList.add('js');
  apply();
  dark.addEventListener('change', apply);
})();
