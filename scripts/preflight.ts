/** Stops at once, with what to do, when npm scripts would run on a Node older than the one the repository pins. */
const major = Number(process.versions.node.split(".")[0]);
if (major < 24) {
  console.error(
    `Trygt needs Node 24; this is ${process.version}. Run "npm ci" (it brings Node 24 on Linux x64); elsewhere install Node 24 from nodejs.org.`,
  );
  process.exit(1);
}
