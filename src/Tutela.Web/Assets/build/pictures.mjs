import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

// Writes what is drawn: one sprite of the Phosphor icons that icons.json names, one SVG for each OpenMoji picture that
// pictures.json names, and our own logo. A name that its package lacks stops the build.
const assets = dirname(dirname(fileURLToPath(import.meta.url)));
const read = path => readFileSync(path, "utf8");
const modules = join(assets, "..", "node_modules");

function sprite() {
  const symbols = JSON.parse(read(join(assets, "icons.json"))).map(name => {
    const [plain, weight] = name.endsWith("-fill") ? [name, "fill"] : [name, "regular"];
    const svg = read(join(modules, "@phosphor-icons/core/assets", weight, `${plain}.svg`));
    const body = /<svg[^>]*>([\s\S]*)<\/svg>/.exec(svg)[1];
    return `<symbol id="${name}" viewBox="0 0 256 256">${body}</symbol>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>`;
}

function openmoji() {
  const { icons } = JSON.parse(read(join(modules, "@iconify-json/openmoji/icons.json")));
  return Object.entries(JSON.parse(read(join(assets, "pictures.json")))).map(([name, source]) => {
    if (!icons[source]) throw new Error(`OpenMoji has no picture '${source}' (wanted for '${name}')`);
    return [name, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 72 72">${icons[source].body}</svg>`];
  });
}

export function pictures() {
  return {
    name: "tutela-pictures",
    generateBundle() {
      const emit = (fileName, source) => this.emitFile({ type: "asset", fileName, source });
      emit("icons.svg", sprite());
      for (const [name, svg] of openmoji()) emit(`pictures/${name}.svg`, svg);
      emit("images/icon-document.svg", read(join(modules, "@ministryofjustice/frontend/moj/assets/images/icon-document.svg")));
      for (const own of ["logo.svg", "mark.svg", "mark-light.svg", "favicon.svg"]) emit(own, read(join(assets, "images", own)));
    },
  };
}
