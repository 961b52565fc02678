// Before the first paint: the person's choice of light or dark, else the system's.
(() => {
  const choice = () => { try { return localStorage.getItem('theme'); } catch { return null; } };
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const apply = () => document.documentElement.setAttribute('data-bs-theme', choice() ?? (dark.matches ? 'dark' : 'light'));
  apply();
  dark.addEventListener('change', apply);
})();
