// Bundles the page's script and style into ../static, with the licences of what is bundled.
// The same sources and the same locked packages give the same bytes.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const target = process.argv[2] ?? join(here, "..", "static");
const common = {
  absWorkingDir: here,
  bundle: true,
  minify: true,
  charset: "utf8",
  legalComments: "none",
  target: ["chrome105", "firefox113", "safari16.4"],
  write: false,
  metafile: true,
};

const script = await build({
  ...common,
  entryPoints: ["src/main.js"],
  format: "esm",
  outfile: "map.js",
});
const start = await build({ ...common, entryPoints: ["src/start.js"], format: "esm", outfile: "start.js" });
const style = await build({ ...common, entryPoints: ["src/page.css"], outfile: "map.css" });

const bundled = [...new Set(Object.keys(script.metafile.inputs).flatMap(packageOf))].sort();
const notice = bundled.map((name) => `${name} ${version(name)}`).join(", ");
write("map.js", `/* Contains ${notice}: see licences/ */\n${script.outputFiles[0].text}`);
write("start.js", start.outputFiles[0].text);
write("map.css", style.outputFiles[0].text);

rmSync(join(target, "licences"), { recursive: true, force: true });
mkdirSync(join(target, "licences"), { recursive: true });
for (const name of bundled) {
  for (const file of licences(name)) {
    const ending = file.toLowerCase().replace(/^licen[cs]e-?/, "").replace(/\.(md|txt)$/, "");
    const label = `${name.replace("@", "").replace("/", "-")}-LICENSE${ending ? `-${ending.toUpperCase()}` : ""}.txt`;
    const text = readFileSync(join(here, "node_modules", name, file), "utf8");
    write(join("licences", label), text.replaceAll("\r\n", "\n").trimEnd() + "\n");
  }
}

/** The package that a bundled file is from; none for our own.
 * @param {string} path */
function packageOf(path) {
  const found = /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path);
  return found ? [found[1]] : [];
}

/** @param {string} name */
function version(name) {
  return JSON.parse(readFileSync(join(here, "node_modules", name, "package.json"), "utf8")).version;
}

/** @param {string} name */
function licences(name) {
  const found = readdirSync(join(here, "node_modules", name)).filter((file) => /^licen[cs]e/i.test(file));
  if (!found.length) throw new Error(`${name} has no licence file`);
  return found.sort();
}

/** @param {string} name
 * @param {string} text */
function write(name, text) {
  // Nothing in a page's script or style may end the element that holds it.
  if (/<\/(script|style)|<!--/i.test(text) && !name.startsWith("licences")) throw new Error(`${name} would end its element`);
  writeFileSync(join(target, name), text);
}
