interface SliderProps {
  label: string;
  value: number;
  min?: number;
  max: number;
  step?: number;
  unit?: string;
  onTurn: (value: number) => void;
}

export const Slider = ({ label, value, min = 0, max, step = 1, unit = '', onTurn }: SliderProps) => (
  <label className="playground-slider">
    {label}
    <output aria-hidden="true">
      {value} {unit}
    </output>
    <input
      type="range"
      aria-label={label}
      min={min}
      max={max}
      step={step}
      value={value}
      onChange={({ target }) => onTurn(target.valueAsNumber)}
    />
  </label>
);
