import { readFileSync } from "node:fs";
import { inflateSync } from "node:zlib";

// PDF wants TrueType; the package ships WOFF, which is the same tables, each compressed on its own.
const folder = "node_modules/@fontsource/atkinson-hyperlegible-next/files";
const faces = ["latin", "latin-ext"].flatMap(set => ["400-normal", "400-italic", "700-normal", "700-italic"].map(face => `${set}-${face}`));

export function fonts() {
  return {
    name: "tutela-fonts",
    generateBundle() {
      for (const face of faces)
        this.emitFile({ type: "asset", fileName: `fonts/print-${face}.ttf`, source: named(face, unwrap(readFileSync(`${import.meta.dirname}/../../${folder}/atkinson-hyperlegible-next-${face}.woff`))) });
    },
  };
}

// Both sets call themselves by one name, and the library would take the second for the first.
function named(face, font) {
  if (!face.startsWith("latin-ext")) return font;
  const wide = text => Buffer.from(text, "utf16le").swap16();
  for (const [theirs, ours] of [["Hyperlegible", "ExtraLegible"]].flatMap(([a, b]) => [[Buffer.from(a), Buffer.from(b)], [wide(a), wide(b)]]))
    for (let at = font.indexOf(theirs); at >= 0; at = font.indexOf(theirs, at + ours.length)) ours.copy(font, at);
  return font;
}

export function unwrap(woff) {
  if (woff.toString("latin1", 0, 4) !== "wOFF") throw new Error("not a WOFF file");
  const count = woff.readUInt16BE(12);
  const tables = Array.from({ length: count }, (_, i) => {
    const at = 44 + 20 * i;
    const [offset, packed, length] = [4, 8, 12].map(field => woff.readUInt32BE(at + field));
    const bytes = woff.subarray(offset, offset + packed);
    return { tag: woff.subarray(at, at + 4), checksum: woff.readUInt32BE(at + 16), bytes: packed < length ? inflateSync(bytes) : bytes };
  });
  const power = Math.floor(Math.log2(count));
  const head = Buffer.alloc(12 + 16 * count);
  head.writeUInt32BE(woff.readUInt32BE(4), 0);
  head.writeUInt16BE(count, 4);
  head.writeUInt16BE(16 * 2 ** power, 6);
  head.writeUInt16BE(power, 8);
  head.writeUInt16BE(16 * (count - 2 ** power), 10);
  const parts = [head];
  let offset = head.length;
  tables.forEach((table, i) => {
    const at = 12 + 16 * i;
    table.tag.copy(head, at);
    head.writeUInt32BE(table.checksum, at + 4);
    head.writeUInt32BE(offset, at + 8);
    head.writeUInt32BE(table.bytes.length, at + 12);
    const padding = (4 - (table.bytes.length % 4)) % 4;
    parts.push(table.bytes, Buffer.alloc(padding));
    offset += table.bytes.length + padding;
  });
  return Buffer.concat(parts);
}
