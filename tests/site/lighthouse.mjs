// Lighthouse's own mobile profile (simulated slow 4G, processor four times slower) over some pages.
//
// node lighthouse.mjs PROFILE ADDRESS ...    prints one line of JSON a page: what is asked for
// below, and the audits that were not passed. Nothing but 127.0.0.1 can be reached.
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";

const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"];
const [profile, ...addresses] = process.argv.slice(2);

const chrome = await launch({
  chromePath: "/usr/bin/chromium",
  userDataDir: profile,
  chromeFlags: [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
  ],
});

function told(address, report) {
  const value = (audit) => Math.round(report.audits[audit].numericValue);
  const failed = CATEGORIES.flatMap((category) => report.categories[category].auditRefs)
    .filter((one) => one.weight > 0 && (report.audits[one.id].score ?? 1) < 0.9)
    .map((one) => `${one.id}: ${report.audits[one.id].title}`);
  return {
    address,
    scores: CATEGORIES.map((category) => Math.round(report.categories[category].score * 100)),
    firstContent: value("first-contentful-paint"),
    largestContent: value("largest-contentful-paint"),
    blocked: value("total-blocking-time"),
    shift: report.audits["cumulative-layout-shift"].numericValue,
    bytes: value("total-byte-weight"),
    failed,
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
    if (process.env.LHOUT) (await import("fs")).writeFileSync(process.env.LHOUT, JSON.stringify(lhr));
  }
} finally {
  await chrome.kill();
}
