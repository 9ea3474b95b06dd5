// Lighthouse over some pages, as on a slow phone: its own mobile profile (a slow 4G line of 150 ms
// and 1.6 Mbit/s and a processor four times slower, both simulated).
//
// node lighthouse.mjs CHROMIUM PROFILE ADDRESS ...    prints one line of JSON a page: its scores,
// times in milliseconds, bytes, and the audits it did not pass. Nothing but this machine is asked.
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";

const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"];
const [chromePath, userDataDir, ...addresses] = process.argv.slice(2);

const chrome = await launch({
  chromePath,
  userDataDir,
  chromeFlags: [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
  ],
});

function told(address, { audits, categories }) {
  const milliseconds = (audit) => Math.round(audits[audit].numericValue);
  return {
    address,
    scores: Object.fromEntries(
      CATEGORIES.map((one) => [one, Math.round(categories[one].score * 100)])),
    firstContent: milliseconds("first-contentful-paint"),
    largestContent: milliseconds("largest-contentful-paint"),
    blocked: milliseconds("total-blocking-time"),
    shift: audits["cumulative-layout-shift"].numericValue,
    bytes: audits["total-byte-weight"].numericValue,
    failed: CATEGORIES.flatMap((one) => categories[one].auditRefs)
      .filter(({ id, weight }) => weight > 0 && (audits[id].score ?? 1) < 0.9)
      .map(({ id }) => id),
  };
}

try {
  for (const address of addresses) {
    const { lhr } = await lighthouse(address, {
      port: chrome.port,
      onlyCategories: CATEGORIES,
      logLevel: "silent",
    });
    if (lhr.runtimeError) throw new Error(`${address}: ${lhr.runtimeError.message}`);
    console.log(JSON.stringify(told(address, lhr)));
  }
} finally {
  await chrome.kill();
}
