import { defineConfig } from "vite";
import { palette } from "./Assets/build/palette.mjs";
import { fonts } from "./Assets/build/fonts.mjs";
import { pictures } from "./Assets/build/pictures.mjs";

// File names carry no fingerprint: the layouts add ?v= from the file's digest.
export default defineConfig({
  base: "/assets/",
  publicDir: false,
  plugins: [pictures(), palette(), fonts()],
  // The errors forgiven are GOV.UK Frontend's hacks for old browsers, which every browser of today drops.
  css: {
    lightningcss: { errorRecovery: true },
    preprocessorOptions: { scss: { loadPaths: [import.meta.dirname], quietDeps: true, logger: { warn() {}, debug() {} } } },
  },
  build: {
    outDir: "wwwroot/assets",
    emptyOutDir: true,
    target: "es2022",
    cssCodeSplit: true,
    cssMinify: "lightningcss",
    assetsInlineLimit: 0,
    modulePreload: false,
    chunkSizeWarningLimit: 900,
    rollupOptions: {
      input: { app: "Assets/app.ts", style: "Assets/app.scss" },
      output: {
        entryFileNames: "[name].js",
        chunkFileNames: "[name].js",
        assetFileNames: asset => {
          const name = asset.names[0] ?? "";
          if (/\.woff2?$/.test(name)) return "fonts/[name][extname]";
          return name.endsWith(".css") ? "app.css" : "[name][extname]";
        },
      },
    },
  },
});
