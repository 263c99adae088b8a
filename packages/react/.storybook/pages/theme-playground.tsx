import { type CSSProperties, useState } from 'react';
import { Button, CheckIcon, CopyIcon, TextField } from '../../src/index.js';
import { cssOf, DEFAULTS, FONTS, type Knobs, PRESETS, variablesOf } from './knobs.js';
import { Sample } from './sample.js';
import { Slider } from './slider.js';
import './theme-playground.css';

/** Changes tokens before one's eyes, in the light and in the dark, and prints the variables to copy. */
export function ThemePlayground() {
  const [knobs, setKnobs] = useState(DEFAULTS);
  const [own, setOwn] = useState('');
  const [copied, setCopied] = useState('');
  const turn = (change: Partial<Knobs>) => setKnobs({ ...knobs, ...change });
  const variables = { ...variablesOf(knobs), ...parse(own) };
  const css = cssOf(variables);
  const copy = async () => {
    await navigator.clipboard.writeText(css);
    setCopied(css);
  };

  return (
    <div className="pulse playground">
      <form className="playground-knobs" aria-label="Tokens" onSubmit={(event) => event.preventDefault()}>
        <h1 className="playground-title">Theme playground</h1>
        <div className="playground-presets">
          {Object.entries(PRESETS).map(([name, preset]) => (
            <Button key={name} size="sm" onClick={() => setKnobs({ ...DEFAULTS, ...preset })}>
              <i className="playground-swatch" style={{ background: preset.accent ?? DEFAULTS.accent }} /> {name}
            </Button>
          ))}
        </div>
        <label className="playground-colour">
          Brand
          <input type="color" value={knobs.accent} onChange={(event) => turn({ accent: event.target.value })} />
          <code>{knobs.accent}</code>
        </label>
        <Slider label="Hue of the neutrals" max={360} value={knobs.grayHue} onTurn={(grayHue) => turn({ grayHue })} />
        <Slider
          label="Their tint"
          max={4}
          step={0.1}
          value={knobs.grayTint}
          onTurn={(grayTint) => turn({ grayTint })}
        />
        <Slider
          label="Corners"
          unit="rem"
          max={1.25}
          step={0.0625}
          value={knobs.radius}
          onTurn={(radius) => turn({ radius })}
        />
        <Slider
          label="Text"
          unit="×"
          min={0.85}
          max={1.25}
          step={0.05}
          value={knobs.textScale}
          onTurn={(textScale) => turn({ textScale })}
        />
        <Slider
          label="Space"
          unit="rem"
          min={0.15}
          max={0.4}
          step={0.0125}
          value={knobs.spacing}
          onTurn={(spacing) => turn({ spacing })}
        />
        <Slider
          label="Height of controls"
          unit="rem"
          min={1.5}
          max={3}
          step={0.125}
          value={knobs.control}
          onTurn={(control) => turn({ control })}
        />
        <Slider
          label="Motion"
          unit="ms"
          max={600}
          step={20}
          value={knobs.durationMs}
          onTurn={(durationMs) => turn({ durationMs })}
        />
        <label className="playground-select">
          Font
          <select value={knobs.font} onChange={(event) => turn({ font: event.target.value })}>
            {Object.keys(FONTS).map((font) => (
              <option key={font}>{font}</option>
            ))}
          </select>
        </label>
        <TextField
          label="Any other variables"
          placeholder="--pulse-color-canvas: #fffdf7; …"
          hint="Each ends with a semicolon."
          value={own}
          onChange={(event) => setOwn(event.target.value)}
        />
        <Button variant="ghost" size="sm" onClick={() => [setKnobs(DEFAULTS), setOwn('')]}>
          Start over
        </Button>
      </form>
      <div className="playground-stage">
        {(['light', 'dark'] as const).map((theme) => (
          <div key={theme} className="pulse playground-panel" data-theme={theme} style={variables as CSSProperties}>
            <Sample label={theme} />
          </div>
        ))}
        <figure className="playground-css">
          <figcaption>
            What to copy, behind the import of the stylesheet
            <Button size="sm" icon={copied === css ? <CheckIcon /> : <CopyIcon />} onClick={copy}>
              {copied === css ? 'Copied' : 'Copy'}
            </Button>
          </figcaption>
          <pre>
            <code>{css}</code>
          </pre>
        </figure>
      </div>
    </div>
  );
}

/** Declarations of our variables in what somebody has typed. */
function parse(text: string): Record<string, string> {
  const found = text.matchAll(/(--pulse-[\w-]+)\s*:\s*([^;]+);/g);
  return Object.fromEntries([...found].map(([, name = '', value = '']) => [name, value.trim()]));
}
