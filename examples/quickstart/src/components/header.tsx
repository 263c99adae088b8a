import { BASE_URL } from '../pulse.js';
import { Icon } from './icon.js';
import { Logo } from './logo.js';
import { ThemeToggle } from './theme-toggle.js';

export const Header = () => (
  <header className="header">
    <p className="wordmark">
      <Logo />
      Pulse
      <span className="wordmark-page">Quickstart</span>
    </p>
    <nav className="header-links" aria-label="Pulse">
      <a href={`${BASE_URL}/docs`} target="_blank" rel="noreferrer" className="quiet-link">
        API reference
        <Icon name="out" />
      </a>
      <ThemeToggle />
    </nav>
  </header>
);
