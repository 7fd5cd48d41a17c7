/** Sets the panel's theme to that of DevTools: it need not be the system's, and it can change while DevTools is open. */
export function followTheme({ documentElement }: Document): void {
  const { panels } = chrome.devtools;
  const tell = (theme: string) => {
    documentElement.dataset.devtoolsTheme = theme === 'dark' ? 'dark' : 'light';
  };
  tell(panels.themeName);
  // Chromium only, since 99.
  panels.setThemeChangeHandler?.(tell);
}
