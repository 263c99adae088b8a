import './tokens.css';

const GROUPS: Record<string, string[]> = {
  Neutrals: Array.from({ length: 12 }, (_, index) => `gray-${index + 1}`),
  Grounds: ['canvas', 'sunken', 'surface', 'inverse', 'hover', 'pressed', 'border', 'border-strong'],
  Text: ['text', 'text-muted', 'text-subtle', 'accent-text', 'danger-text', 'warning-text', 'success-text'],
  Brand: ['accent', 'accent-hover', 'on-accent', 'accent-soft', 'focus'],
  Meaning: ['danger', 'danger-soft', 'warning', 'warning-soft', 'success', 'success-soft'],
};
const TEXT = ['xs', 'sm', 'md', 'lg', 'xl'];
const CORNERS = ['sm', 'md', 'lg', 'xl'];
const SHADOWS = ['sm', 'md', 'lg'];

const Colours = ({ theme }: { theme: 'light' | 'dark' }) => (
  <section className="pulse tokens-panel" data-theme={theme} aria-label={theme}>
    {Object.entries(GROUPS).map(([group, names]) => (
      <div key={group}>
        <h2 className="tokens-title">{group}</h2>
        <div className="tokens-grid">
          {names.map((name) => (
            <div key={name} className="tokens-colour">
              <i style={{ background: `var(--pulse-color-${name})` }} />
              <code>{name}</code>
            </div>
          ))}
        </div>
      </div>
    ))}
    <h2 className="tokens-title">Gradient</h2>
    <i className="tokens-gradient" />
  </section>
);

/** Every token, in the light and in the dark. */
export const Tokens = () => (
  <div className="pulse tokens">
    <h1>Tokens</h1>
    <div className="tokens-both">
      <Colours theme="light" />
      <Colours theme="dark" />
    </div>
    <section className="tokens-shapes">
      <div>
        <h2 className="tokens-title">Text</h2>
        {TEXT.map((size) => (
          <p key={size} style={{ fontSize: `var(--pulse-text-${size})` }}>
            Hello from the other side <code>text-{size}</code>
          </p>
        ))}
      </div>
      <div>
        <h2 className="tokens-title">Corners</h2>
        <div className="tokens-boxes">
          {CORNERS.map((size) => (
            <code key={size} className="tokens-box" style={{ borderRadius: `var(--pulse-radius-${size})` }}>
              {size}
            </code>
          ))}
        </div>
        <h2 className="tokens-title">Shadows</h2>
        <div className="tokens-boxes">
          {SHADOWS.map((size) => (
            <code key={size} className="tokens-box" data-flat="" style={{ boxShadow: `var(--pulse-shadow-${size})` }}>
              {size}
            </code>
          ))}
        </div>
      </div>
    </section>
  </div>
);
