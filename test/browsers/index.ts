/** Real browsers for the tests, and sites on the loopback for them. */
export { bundleOf, type BundleInput, type BundleOptions } from './bundle-of.js';
export { type BrowserUnderTest, type EngineName, inBrowsers } from './in-browsers.js';
export { type FurtherSources, hashOf, hashPolicy, noncePolicy } from './policies.js';
export {
  type KeptCookie,
  type SeenRequest,
  type TestBrowser,
  type TestPage,
  type Violation,
  type VisitorOptions,
} from './test-page.js';
export { type Answer, type Html, type PageOptions, type ReceivedRequest, TestSite } from './test-site.js';
