import { useTheme } from '../hooks/use-theme.js';
import { Icon } from './icon.js';

export function ThemeToggle() {
  const [theme, choose] = useTheme();
  const other = theme === 'dark' ? 'light' : 'dark';
  return (
    <button type="button" className="icon-button" aria-label={`Use the ${other} theme`} onClick={() => choose(other)}>
      <Icon name={theme === 'dark' ? 'sun' : 'moon'} />
    </button>
  );
}
