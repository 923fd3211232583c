// GOV.UK's own colours belong to GOV.UK. What the settings cannot change in the components' CSS is repainted here.
const ours = { "#1d70b8": "#0b545b", "#0f7a52": "#0b5a35", "#ca3535": "#9f1c1c", "#982828": "#741212", "#ffdd00": "#f5a742", "#0b0c0c": "#14282b", "#54319f": "#4b3a83", "#98285d": "#7a2150", "#158187": "#0b545b" };

export function palette() {
  return {
    name: "tutela-palette",
    enforce: "post",
    generateBundle(_, bundle) {
      for (const file of Object.values(bundle))
        if (file.fileName.endsWith(".css"))
          for (const [theirs, colour] of Object.entries(ours)) file.source = String(file.source).replaceAll(theirs, colour);
    },
  };
}
